using PrivacyPlatform.SubProcessors.Transfers;

namespace PrivacyPlatform.SubProcessors.Engagements;

/// <summary>What a vendor does in a register: a row of the page. What is null is not known.</summary>
/// <param name="Contact">E-mail or https address for this engagement.</param>
/// <param name="Locations">At least one; where nobody told, it says so (<see cref="PlaceKind.Unknown"/>).</param>
/// <param name="Purposes">At least one, in the order in which they are printed.</param>
/// <param name="DataCategories">Codes in the order in which they are printed; empty: not known, since no engagement has none.</param>
/// <param name="AlsoCollected">Codes of what the vendor collects besides, of its own accord: addresses, device identifiers, times (D-12).</param>
/// <param name="Mechanism">The id of the transfer mechanism that is stated; null: none is.</param>
/// <param name="InformationUrl">Where the vendor tells about privacy.</param>
/// <param name="Order">Its place on the page, from 1.</param>
public sealed record EngagementTerms(
    string? Contact,
    IReadOnlyList<Location> Locations,
    IReadOnlyList<PurposeRole> Purposes,
    IReadOnlyList<string> DataCategories,
    IReadOnlyList<string> AlsoCollected,
    string? Mechanism,
    string? InformationUrl,
    int? Order)
{
    /// <summary>The vendor's roles, each once, in the order of the purposes. A method, because it is said by the purposes and not stored a second time.</summary>
    public IEnumerable<ProcessingRole> ToRoles() => Purposes.Select(purpose => purpose.Role).Distinct();

    /// <summary>Whether both say the same; lists are compared by what is in them.</summary>
    public bool IsSame(EngagementTerms other) =>
        (Contact, Mechanism, InformationUrl, Order) == (other.Contact, other.Mechanism, other.InformationUrl, other.Order)
        && Locations.SequenceEqual(other.Locations)
        && Purposes.SequenceEqual(other.Purposes)
        && DataCategories.SequenceEqual(other.DataCategories, StringComparer.Ordinal)
        && AlsoCollected.SequenceEqual(other.AlsoCollected, StringComparer.Ordinal);

    /// <summary>Whether they allow the vendor something that <paramref name="before"/> did not. Saying what was unknown adds nothing.</summary>
    public bool AddTo(EngagementTerms before) =>
        (before.DataCategories.Count > 0 && DataCategories.Except(before.DataCategories, StringComparer.Ordinal).Any())
        || AlsoCollected.Except(before.AlsoCollected, StringComparer.Ordinal).Any()
        || Purposes.Any(purpose => before.Purposes.All(known => known.Role != purpose.Role))
        || Purposes.Count > before.Purposes.Count
        || (before.Locations.All(location => location.Place.Kind != PlaceKind.Unknown)
            && Locations.Select(location => location.Place).Except(before.Locations.Select(location => location.Place)).Any());
}
