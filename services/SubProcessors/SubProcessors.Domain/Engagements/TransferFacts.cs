using PrivacyPlatform.Kernel;
using PrivacyPlatform.SubProcessors.Transfers;

namespace PrivacyPlatform.SubProcessors.Engagements;

/// <summary>What a decision about transfers rests on, brought by the edge.</summary>
/// <param name="Law">With what the tenant recorded of mechanisms.</param>
/// <param name="Regimes">Those that bind the register; null: there is no such register.</param>
/// <param name="Certifications">The vendor's; null: there is no such vendor.</param>
/// <param name="NoticeDays">The register's notice period; whole days.</param>
public sealed record EngagementFacts(TransferLaw Law, IReadOnlyList<Regime>? Regimes, IReadOnlyList<Certification>? Certifications, int NoticeDays)
{
    /// <summary>What each transfer rests on, for every place and regime.</summary>
    public IEnumerable<(Place Place, TransferVerdict Verdict)> Verdicts(EngagementTerms terms, DateOnly day) =>
        from regime in Regimes ?? []
        from place in terms.Locations.Select(location => location.Place).Distinct()
        select (place, Law.MechanismFor(regime, new Transfer(place, terms.Mechanism, Certifications ?? []), day));

    /// <summary>Why the transfers cannot begin on that day; null: they can.</summary>
    /// <param name="before">Terms that hold already: what rests on a mechanism that is closed to new transfers may go on. Null: none do.</param>
    internal Refusal? Check(EngagementTerms terms, EngagementTerms? before, DateTimeOffset at)
    {
        var day = DateOnly.FromDateTime(at.UtcDateTime);
        if (terms.Mechanism is { } stated && !Law.Mechanisms.ContainsKey(stated))
        {
            return EngagementRefusals.Transfer(TransferVerdict.MechanismUnknown, "");
        }

        foreach (var (place, verdict) in Verdicts(terms, day))
        {
            if (!verdict.IsAcceptable)
            {
                return EngagementRefusals.Transfer(verdict.Reason, Law.NameOf(place));
            }

            if (verdict.Bases is [var only] && only == terms.Mechanism && before?.Mechanism != only && TransferLaw.IsClosed(Law.Mechanisms[only], day))
            {
                return EngagementRefusals.ClosedToNew;
            }
        }

        return null;
    }
}
