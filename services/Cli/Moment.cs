using System.CommandLine.Parsing;
using System.Globalization;

namespace PrivacyPlatform.Cli;

/// <summary>A point in time as people write it.</summary>
internal static class Moment
{
    public const string Help = "a date (2026-03-01: up to the end of that day, UTC) or an instant with its offset (2026-03-01T09:00:00Z)";

    private static readonly string[] Instants =
    [
        "yyyy-MM-dd'T'HH:mmK",
        "yyyy-MM-dd'T'HH:mm:ssK",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFK",
    ];

    /// <summary>Microseconds are the store's resolution, and bounds include their instant: a day ends one microsecond before the next.</summary>
    public static bool TryParse(string text, out DateTimeOffset moment)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day < DateOnly.MaxValue)
        {
            moment = new DateTimeOffset(day.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).AddMicroseconds(-1);
            return true;
        }

        // Without an offset it would be read in this machine's time zone, and give another answer elsewhere.
        moment = default;
        var hasOffset = text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > "2026-03-01T".Length - 1;
        return hasOffset && DateTimeOffset.TryParseExact(text, Instants, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out moment);
    }

    /// <summary>The value of an option or argument; null, with an error, when it is none.</summary>
    public static DateTimeOffset? Parse(ArgumentResult result, string name)
    {
        if (TryParse(result.Tokens[0].Value, out var moment))
        {
            return moment;
        }

        result.AddError($"{name} wants {Help}.");
        return null;
    }

    /// <summary>UTC, to the second: what a table has room for.</summary>
    public static string Short(Google.Protobuf.WellKnownTypes.Timestamp? time) =>
        time?.ToDateTimeOffset().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "-";

    /// <summary>The day in UTC.</summary>
    public static string Day(Google.Protobuf.WellKnownTypes.Timestamp? time) =>
        time?.ToDateTimeOffset().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "-";

    /// <summary>UTC, as exact as it was asked.</summary>
    public static string Exact(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);
}
