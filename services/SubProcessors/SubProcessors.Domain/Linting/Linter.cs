namespace PrivacyPlatform.SubProcessors.Linting;

/// <summary>Looks at what is not over, on one day. A register of which all is known and in order has no finding.</summary>
public static class Linter
{
    private static readonly Func<Registry, DateOnly, IEnumerable<Finding>>[] Rules =
    [
        UnknownsRule.Check, ContactRule.Check, LocationsRule.Check, PurposesRule.Check, VendorsRule.Check, TransfersRule.Check,
    ];

    /// <summary>The codes of all rules.</summary>
    public static IReadOnlyList<string> Codes { get; } =
    [
        UnknownsRule.Name, UnknownsRule.Contact, UnknownsRule.Location, UnknownsRule.DataCategories, ContactRule.Personal, ContactRule.OfAnother,
        LocationsRule.Disagree, PurposesRule.Repeated, VendorsRule.NotListed, VendorsRule.NestedUnknown, TransfersRule.NotNeeded, TransfersRule.NoBasis,
        TransfersRule.Unevidenced,
    ];

    /// <summary>Ordered by register, row and rule.</summary>
    public static IReadOnlyList<Finding> Lint(Registry registry, DateOnly day) =>
    [
        .. Rules.SelectMany(rule => rule(registry, day))
            .OrderBy(finding => finding.RegisterId, StringComparer.Ordinal)
            .ThenBy(finding => finding.Order ?? int.MaxValue)
            .ThenBy(finding => finding.EngagementId, StringComparer.Ordinal)
            .ThenBy(finding => finding.Rule, StringComparer.Ordinal)
            .ThenBy(finding => finding.VendorId, StringComparer.Ordinal),
    ];
}
