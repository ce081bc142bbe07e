using System.Globalization;

namespace PrivacyPlatform.EventStore;

/// <summary>PostgreSQL keeps microseconds: a time is cut to that before it is stored, so that it reads back equal.</summary>
internal static class Instant
{
    public static DateTimeOffset Truncate(DateTimeOffset value)
    {
        var utc = value.ToUniversalTime();
        return utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerMicrosecond));
    }

    public static string Format(DateTimeOffset value) =>
        value.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
