using PrivacyPlatform.SubProcessors.Engagements;
using PrivacyPlatform.SubProcessors.Service.Public.Editions;
using PrivacyPlatform.SubProcessors.Transfers;

namespace PrivacyPlatform.SubProcessors.Service.Public.Recorded;

/// <summary>On what a line's transfers rest, on a day.</summary>
internal static class LineMechanism
{
    /// <summary>Nothing leaves the area in which the register's rules hold.</summary>
    public static EntryMechanism NotNeeded { get; } = new("not-needed", "Not needed: the data stays inside");

    /// <summary>What is stated, with why it does not hold; else what covers the transfers without being stated; null: nothing is stated.</summary>
    public static EntryMechanism? Of(EngagementTerms terms, LineFacts facts, DateOnly day)
    {
        (Place Place, TransferVerdict Verdict)[] verdicts =
        [
            .. from regime in facts.Regimes
               from place in terms.Locations.Select(location => location.Place).Distinct()
               select (place, facts.Dated.MechanismFor(regime, new Transfer(place, terms.Mechanism, facts.Vendor.Certifications), day)),
        ];
        return terms.Mechanism is { } stated ? Stated(stated, verdicts, facts.Law) : Unstated(verdicts, facts.Law);
    }

    private static EntryMechanism Stated(string id, (Place Place, TransferVerdict Verdict)[] verdicts, TransferLaw law)
    {
        var mechanism = law.Mechanisms.GetValueOrDefault(id);
        var flaw = verdicts.Where(found => !found.Verdict.IsAcceptable).Select(found => Flaw(found.Verdict.Reason, found.Place, mechanism, law)).FirstOrDefault();
        return new(id, mechanism?.Title ?? EntryText.Words(id), flaw);
    }

    private static EntryMechanism? Unstated((Place Place, TransferVerdict Verdict)[] verdicts, TransferLaw law)
    {
        if (verdicts.Length == 0 || verdicts.Any(found => found.Verdict.Reason is not (TransferVerdict.NotNeeded or TransferVerdict.Covered)))
        {
            return null;
        }

        string[] bases = [.. verdicts.SelectMany(found => found.Verdict.Bases.Take(1)).Distinct(StringComparer.Ordinal)];
        return bases.Length == 0 ? NotNeeded : new(bases[0], string.Join("; ", bases.Select(id => law.Mechanisms[id].Title)));
    }

    private static string Flaw(string reason, Place place, TransferMechanism? mechanism, TransferLaw law) => reason switch
    {
        TransferVerdict.NoLongerValid when mechanism?.Until is { } until => $"no longer valid since {EntryText.Day(Telling.Begin(until))}",
        TransferVerdict.NotYetValid => "not valid yet",
        TransferVerdict.NotCertified => "the vendor is not certified",
        TransferVerdict.OtherPlace => $"does not cover {law.NameOf(place)}",
        TransferVerdict.OtherRegime => "of other rules than the register's",
        _ => "does not cover this transfer",
    };
}
