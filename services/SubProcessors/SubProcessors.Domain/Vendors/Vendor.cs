using System.Collections.Immutable;
using PrivacyPlatform.SubProcessors.Transfers;

namespace PrivacyPlatform.SubProcessors.Vendors;

/// <summary>A company, as far as it is known.</summary>
/// <param name="Name">Null: not known.</param>
/// <param name="IsDescribed">False: it was only observed, or only named by another vendor.</param>
/// <param name="Observations">By the text that mentions it.</param>
/// <param name="Attestations">The last one for each control.</param>
public sealed record Vendor(
    string VendorId,
    string? Name,
    bool NameIsInferred,
    string? Country,
    IReadOnlyList<string> Contacts,
    string? InformationUrl,
    bool IsDescribed,
    IReadOnlyList<NestedSubProcessor> SubProcessors,
    ImmutableSortedDictionary<string, Observation> Observations,
    ImmutableSortedDictionary<string, Attestation> Attestations,
    ImmutableList<Certification> Certifications)
{
    public static Vendor Unnamed(string vendorId) => new(
        vendorId,
        Name: null,
        NameIsInferred: false,
        Country: null,
        Contacts: [],
        InformationUrl: null,
        IsDescribed: false,
        SubProcessors: [],
        ImmutableSortedDictionary.Create<string, Observation>(StringComparer.Ordinal),
        ImmutableSortedDictionary.Create<string, Attestation>(StringComparer.Ordinal),
        []);
}

/// <summary>What a text says of a vendor.</summary>
public sealed record Observation(IReadOnlyList<PurposeRole> Purposes, IReadOnlyList<string> DataCategories, DateTimeOffset At);

/// <param name="By">A code for who looked.</param>
public sealed record Attestation(bool InPlace, string By, DateOnly On, string? EvidenceUrl);
