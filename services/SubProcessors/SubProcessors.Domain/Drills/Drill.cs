using System.Collections.Immutable;
using PrivacyPlatform.SubProcessors.Engagements;
using PrivacyPlatform.SubProcessors.Registers;
using PrivacyPlatform.SubProcessors.Transfers;
using PrivacyPlatform.SubProcessors.Vendors;

namespace PrivacyPlatform.SubProcessors.Drills;

/// <summary>An engagement that relied on a mechanism.</summary>
/// <param name="Places">Where its data goes on the strength of the mechanism.</param>
/// <param name="Since">The first day on which it relied on it.</param>
/// <param name="Until">The first day on which it no longer did, of its own accord: other terms, or the end; null: it does until the mechanism falls.</param>
/// <param name="Available">What covers all of these places without the mechanism, already: ids; empty: nothing.</param>
/// <param name="Possible">What could be concluded with the vendor: ids.</param>
/// <param name="Customers">For whom it was active on the strength of the mechanism: organizations.</param>
public sealed record Reliance(
    string RegisterId,
    string EngagementId,
    string VendorId,
    IReadOnlyList<Place> Places,
    DateOnly Since,
    DateOnly? Until,
    IReadOnlyList<string> Available,
    IReadOnlyList<string> Possible,
    IReadOnlyList<string> Customers);

/// <summary>
/// "A mechanism falls on a day: who relied on it, since when, and on what else could they rely?" A pure question over states, so that a what-if and the
/// real thing give the same answer.
/// </summary>
public static class Drill
{
    /// <summary>Everything that ever relied on the mechanism, over or not, ordered by register, row and engagement.</summary>
    /// <param name="mechanismId">One that <see cref="Registry.Law"/> knows; another one gives nothing.</param>
    /// <param name="from">The first day on which it no longer holds.</param>
    public static IReadOnlyList<Reliance> Of(Registry registry, string mechanismId, DateOnly from)
    {
        if (!registry.Law.Mechanisms.TryGetValue(mechanismId, out var mechanism))
        {
            return [];
        }

        // What relied on it is asked of the law in which it holds until that day; what is left, of the law in which it does not.
        var standing = registry.Law.With([], [new(mechanismId, from)]);
        return
        [
            .. registry.Engagements
                .Select(engagement => RelianceOf(new Question(registry, standing, mechanism, from), engagement.Key, engagement.Value))
                .OfType<Reliance>()
                .OrderBy(reliance => reliance.RegisterId, StringComparer.Ordinal)
                .ThenBy(reliance => registry.Engagements[reliance.EngagementId].Terms.Order ?? int.MaxValue)
                .ThenBy(reliance => reliance.EngagementId, StringComparer.Ordinal),
        ];
    }

    private static Reliance? RelianceOf(Question question, string engagementId, Engagement engagement)
    {
        var vendor = question.Registry.Vendors.GetValueOrDefault(engagement.VendorId) ?? Vendor.Unnamed(engagement.VendorId);
        if (question.Registry.Registers.GetValueOrDefault(engagement.RegisterId) is not { } register)
        {
            return null;
        }

        var spans = engagement.Versions
            .Select((version, index) => SpanOf(question, engagement, version, engagement.Versions.ElementAtOrDefault(index + 1), register, vendor))
            .OfType<Span>()
            .ToImmutableList();
        if (spans.IsEmpty)
        {
            return null;
        }

        var last = spans[^1];
        var goesOn = last.Until is null || last.Until > question.From;
        return new Reliance(
            engagement.RegisterId,
            engagementId,
            engagement.VendorId,
            last.Places,
            spans[0].Since,
            goesOn ? null : last.Until,
            goesOn ? Left(question, engagement, last, register, vendor) : [],
            goesOn ? question.Without.OpenToConclude(register.Regimes, question.From) : [],
            [.. question.Registry.Agreements.Where(agreement => spans.Exists(span => IsActive(engagement, span, new Customer(agreement.Key, agreement.Value)))).Select(agreement => agreement.Key)]);
    }

    // When one version of the terms relied on the mechanism: null for never.
    private static Span? SpanOf(Question question, Engagement engagement, TermsVersion version, TermsVersion? next, Register register, Vendor vendor)
    {
        var begin = DayOf(version.At);
        var end = Earliest(next is null ? null : DayOf(next.At), engagement.RetiredAt is { } retired ? DayOf(retired) : null);
        var days = vendor.Certifications.Where(held => held.MechanismId == question.Mechanism.Id).Select(held => held.From)
            .Append(question.Mechanism.From)
            .Append(begin)
            .Where(day => day >= begin && !(day >= end))
            .Order();
        foreach (var day in days)
        {
            var places = PlacesOn(question, version.Terms, register, vendor, day);
            if (places.Count > 0)
            {
                return new Span(version, places, day, Earliest(end, CertifiedUntil(question.Mechanism, vendor, day)));
            }
        }

        return null;
    }

    private static DateOnly? CertifiedUntil(TransferMechanism mechanism, Vendor vendor, DateOnly day) =>
        mechanism.NeedsCertification ? vendor.Certifications.FindLast(held => held.MechanismId == mechanism.Id && held.HoldsOn(day))?.Until : null;

    private static List<Place> PlacesOn(Question question, EngagementTerms terms, Register register, Vendor vendor, DateOnly day) =>
    [
        .. from place in terms.Locations.Select(location => location.Place).Distinct()
           where register.Regimes.Any(regime =>
               question.Standing.MechanismFor(regime, new Transfer(place, terms.Mechanism, vendor.Certifications), day).Bases.Contains(question.Mechanism.Id, StringComparer.Ordinal))
           select place,
    ];

    private static List<string> Left(Question question, Engagement engagement, Span last, Register register, Vendor vendor)
    {
        var bases = (from place in last.Places
                     from regime in register.Regimes
                     where !question.Without.IsInside(regime, place, question.From)
                     select question.Without.MechanismFor(regime, new Transfer(place, engagement.Terms.Mechanism, vendor.Certifications), question.From).Bases).ToList();
        return bases.Exists(ids => ids.Count == 0) ? [] : [.. bases.SelectMany(ids => ids).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    private static bool IsActive(Engagement engagement, Span span, Customer customer) =>
        Activation.ActiveFrom(engagement, span.Version, customer) is { } active
        && !(DayOf(active) >= span.Until)
        && customer.Agreement is Agreements.AgreementState.Known { EndedAt: var ended }
        && !(ended <= active);

    private static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.UtcDateTime);

    private static DateOnly? Earliest(DateOnly? one, DateOnly? other) => one is null || other < one ? other : one;

    private sealed record Span(TermsVersion Version, List<Place> Places, DateOnly Since, DateOnly? Until);

    private sealed record Question(Registry Registry, TransferLaw Standing, TransferMechanism Mechanism, DateOnly From)
    {
        public TransferLaw Without { get; } = Registry.Law.Without(Mechanism.Id);
    }
}
