using System.Globalization;

namespace PrivacyPlatform.SubProcessors.Service.Engagements;

/// <summary>Which terms which customer was told of, and its place among all of them.</summary>
internal readonly record struct NoticePlace(DateTimeOffset ToldAt, string EngagementId, int TermsNumber, string CustomerId)
{
    /// <summary>Before all: the last told comes first.</summary>
    public static NoticePlace Start { get; } = new(DateTimeOffset.MaxValue, "", 0, "");

    public string ToToken() => PageToken.Of($"{ToldAt.UtcTicks} {EngagementId} {TermsNumber} {CustomerId}");

    /// <summary>Null: it is none.</summary>
    public static NoticePlace? Read(string token) =>
        token.Length == 0 ? Start
        : PageToken.Parts(token) is [var at, var engagement, var number, var customer]
            && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            && ticks <= DateTimeOffset.MaxValue.UtcTicks
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var terms)
            ? new(new DateTimeOffset(ticks, TimeSpan.Zero), engagement, terms, customer)
            : null;
}
