using PrivacyPlatform.SubProcessors.Engagements;
using PrivacyPlatform.SubProcessors.Service.Public.Editions;

namespace PrivacyPlatform.SubProcessors.Service.Public.Recorded;

/// <summary>
/// A line's versions: one for each time at which something became known, and one for each time at which, by what was known until then, something
/// becomes different by itself: a notice period ends, a mechanism falls on the day that its law names.
/// </summary>
internal static class LineTimeline
{
    /// <summary>Null: it was never listed.</summary>
    public static Line? Of(string engagementId, RegistryPast past)
    {
        var versions = new List<EntryVersion>();
        DateTimeOffset[] instants = [.. past.InstantsOf(engagementId)];
        for (var index = 0; index < instants.Length; index++)
        {
            var end = index + 1 < instants.Length ? instants[index + 1] : DateTimeOffset.MaxValue;
            var facts = past.FactsOf(engagementId, instants[index])!;
            versions.AddRange(ByItself(facts, instants[index], end).Select(at => new EntryVersion(at, LineEntry.At(engagementId, facts, at))));
        }

        // Its place follows from what was known first.
        return Line.Of(engagementId, past.Engagements[engagementId][0].Value.Terms.Order, versions);
    }

    /// <summary>The beginning, and what comes without anything being recorded, before <paramref name="end"/>.</summary>
    private static IEnumerable<DateTimeOffset> ByItself(LineFacts facts, DateTimeOffset begin, DateTimeOffset end) => Coming(facts.Engagement)
        .Concat(Days(facts))
        .Where(at => at > begin && at < end)
        .Append(begin)
        .Distinct()
        .Order();

    private static IEnumerable<DateTimeOffset> Coming(Engagement engagement) => engagement.Versions
        .Select(version => Activation.ActiveFrom(engagement, version, customer: null))
        .Append(engagement.RetiredAt)
        .Concat(engagement.Suspensions.SelectMany(suspension => new[] { suspension.From, suspension.Until }))
        .OfType<DateTimeOffset>();

    private static IEnumerable<DateTimeOffset> Days(LineFacts facts) => facts.Dated.Days
        .Concat(facts.Vendor.Certifications.SelectMany(held => new[] { held.From, held.Until }).OfType<DateOnly>().Select(Telling.Begin));
}
