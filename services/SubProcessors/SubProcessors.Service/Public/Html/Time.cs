using System.Globalization;
using PrivacyPlatform.SubProcessors.Service.Public.Editions;

namespace PrivacyPlatform.SubProcessors.Service.Public.Html;

internal static class Time
{
    /// <summary>A day, with the instant for machines and for those who point at it.</summary>
    public static Markup Day(DateTimeOffset instant) =>
        Markup.Of($"""<time datetime="{Iso(instant)}" title="{Full(instant)}">{EntryText.Day(instant)}</time>""");

    /// <summary>A day and the time of day.</summary>
    public static Markup Instant(DateTimeOffset instant) => Markup.Of($"""<time datetime="{Iso(instant)}">{Full(instant)}</time>""");

    public static string Full(DateTimeOffset instant) => instant.UtcDateTime.ToString("d MMMM yyyy, HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    public static string Iso(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);

    public static string IsoDay(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
