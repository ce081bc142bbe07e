using PrivacyPlatform.SubProcessors.Engagements;
using PrivacyPlatform.SubProcessors.Registers;
using PrivacyPlatform.SubProcessors.Transfers;

namespace PrivacyPlatform.SubProcessors.Linting;

/// <summary>Transfers that rest on nothing any more, and mechanisms where nothing is transferred.</summary>
internal static class TransfersRule
{
    public const string NotNeeded = "mechanism.not_needed";
    public const string NoBasis = "transfer.without_basis";
    public const string Unevidenced = "mechanism.without_evidence";

    public static IEnumerable<Finding> Check(Registry registry, DateOnly day)
    {
        foreach (var row in registry.Rows)
        {
            if (registry.Registers.GetValueOrDefault(row.Engagement.RegisterId) is not { } register)
            {
                continue;
            }

            var verdicts = registry.FactsFor(register.RegisterId, row.Vendor.VendorId).Verdicts(row.Terms, day).ToList();
            if (row.Terms.Mechanism is not null && verdicts.TrueForAll(verdict => verdict.Verdict.Reason == TransferVerdict.NotNeeded))
            {
                yield return Finding.Of(row, NotNeeded, Severity.Warning, "A mechanism is stated, and no data leaves the area.", row.Terms.Mechanism);
            }

            if (verdicts.Find(verdict => !verdict.Verdict.IsAcceptable) is { Verdict: { } verdict, Place: var place })
            {
                yield return Finding.Of(row, NoBasis, Severity.Error, EngagementRefusals.Transfer(verdict.Reason, registry.Law.NameOf(place)).Message, verdict.Reason);
            }

            if (LacksEvidence(row, registry.Law, register, day))
            {
                yield return Finding.Of(row, Unevidenced, Severity.Warning, "Corporate rules are approved for one company, and no approval is recorded for this one.", row.Terms.Mechanism);
            }
        }
    }

    private static bool LacksEvidence(Row row, TransferLaw law, Register register, DateOnly day) =>
        row.Terms.Mechanism is { } stated
        && law.Mechanisms.GetValueOrDefault(stated) is { Kind: MechanismKind.BindingCorporateRules, NeedsCertification: false } rules
        && rules.Regimes.Intersect(register.Regimes).Any()
        && !row.Vendor.Certifications.Exists(held => held.MechanismId == stated && held.HoldsOn(day));
}
