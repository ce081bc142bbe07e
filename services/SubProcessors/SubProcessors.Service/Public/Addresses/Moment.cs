using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace PrivacyPlatform.SubProcessors.Service.Public.Addresses;

/// <summary>The instant that an address asks about.</summary>
/// <param name="Asked">As it stood in the address: <c>2024-05-01</c> is the end of that day in UTC, <c>2024-05-01T09:30:00Z</c> is that instant. Empty: now.</param>
internal sealed record Moment(DateTimeOffset At, string Asked)
{
    /// <summary>What is recorded carries a time from before it is stored: so long after an instant nothing is added in front of it any more.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(10);

    public bool IsNow => Asked.Length == 0;

    public static Moment Now(DateTimeOffset now) => new(now, "");

    /// <returns>False: it is no date, no instant with an offset, or one that has not come yet.</returns>
    public static bool TryRead(string? asked, DateTimeOffset now, [NotNullWhen(true)] out Moment? moment)
    {
        moment = null;
        if (string.IsNullOrEmpty(asked))
        {
            moment = Now(now);
        }
        else if (DateOnly.TryParseExact(asked, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            // Today is not over: it is as of now, and its address shows the whole day tomorrow.
            var start = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero);
            moment = start > now || day == DateOnly.MaxValue ? null : new(Earlier(start.AddDays(1).AddTicks(-1), now), asked);
        }
        else if (IsInstant(asked, out var instant))
        {
            moment = instant > now ? null : new(instant, asked);
        }

        return moment is not null;
    }

    /// <summary>Whether what is shown for it can never change.</summary>
    public bool IsSettled(DateTimeOffset now) => !IsNow && At < now - Settling;

    private static bool IsInstant(string asked, out DateTimeOffset instant) => DateTimeOffset.TryParseExact(
        asked,
        ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"],
        CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
        out instant);

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
