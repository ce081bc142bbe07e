using System.Collections.Immutable;
using PrivacyPlatform.SubProcessors.Agreements;
using PrivacyPlatform.SubProcessors.Engagements;
using PrivacyPlatform.SubProcessors.Registers;
using PrivacyPlatform.SubProcessors.Transfers;
using PrivacyPlatform.SubProcessors.Vendors;

namespace PrivacyPlatform.SubProcessors;

/// <summary>Everything that one tenant's streams came to, as of one point: what the linter, the drill, an import and an export look at.</summary>
/// <param name="Law">With what the tenant recorded of mechanisms.</param>
/// <param name="Registers">By id.</param>
/// <param name="Vendors">By id.</param>
/// <param name="Engagements">By id.</param>
/// <param name="Agreements">By customer.</param>
public sealed record Registry(
    TransferLaw Law,
    ImmutableSortedDictionary<string, Register> Registers,
    ImmutableSortedDictionary<string, Vendor> Vendors,
    ImmutableSortedDictionary<string, Engagement> Engagements,
    ImmutableSortedDictionary<string, AgreementState> Agreements)
{
    public static Registry Empty(TransferLaw law) => new(
        law,
        ImmutableSortedDictionary.Create<string, Register>(StringComparer.Ordinal),
        ImmutableSortedDictionary.Create<string, Vendor>(StringComparer.Ordinal),
        ImmutableSortedDictionary.Create<string, Engagement>(StringComparer.Ordinal),
        ImmutableSortedDictionary.Create<string, AgreementState>(StringComparer.Ordinal));

    /// <summary>What is not over, in the order in which a page prints it.</summary>
    public IEnumerable<Row> Rows => Engagements
        .Where(engagement => engagement.Value.RetiredAt is null)
        .Select(engagement => new Row(engagement.Key, engagement.Value, Vendors.GetValueOrDefault(engagement.Value.VendorId) ?? Vendor.Unnamed(engagement.Value.VendorId)))
        .OrderBy(row => row.Engagement.RegisterId, StringComparer.Ordinal)
        .ThenBy(row => row.Terms.Order ?? int.MaxValue)
        .ThenBy(row => row.EngagementId, StringComparer.Ordinal);

    /// <summary>What decisions about an engagement's transfers rest on.</summary>
    public EngagementFacts FactsFor(string registerId, string vendorId)
    {
        var register = Registers.GetValueOrDefault(registerId);
        return new(Law, register?.Regimes, Vendors.GetValueOrDefault(vendorId)?.Certifications, register?.NoticeDays ?? 0);
    }
}

/// <summary>An engagement with its vendor.</summary>
public sealed record Row(string EngagementId, Engagement Engagement, Vendor Vendor)
{
    /// <summary>The last ones, told or not.</summary>
    public EngagementTerms Terms => Engagement.Terms;
}
