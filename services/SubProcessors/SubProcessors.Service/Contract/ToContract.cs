using Google.Protobuf.WellKnownTypes;
using PrivacyPlatform.SubProcessors.Engagements;
using PrivacyPlatform.SubProcessors.Transfers;
using PrivacyPlatform.SubProcessors.Vendors;

namespace PrivacyPlatform.SubProcessors.Service.Contract;

/// <summary>The domain's words in the contract's. Enums have the same numbers on both sides; a test holds them together.</summary>
internal static class ToContract
{
    public static V1.EngagementTerms Terms(EngagementTerms terms) => new()
    {
        Contact = terms.Contact ?? "",
        Locations = { terms.Locations.Select(location => new V1.Location { Place = Place(location.Place), Use = (V1.LocationUse)location.Use }) },
        Purposes = { terms.Purposes.Select(purpose => new V1.PurposeRole { Purpose = purpose.Purpose, Role = (V1.PartyRole)purpose.Role }) },
        DataCategories = { terms.DataCategories },
        AlsoCollected = { terms.AlsoCollected },
        TransferMechanism = terms.Mechanism ?? "",
        InformationUrl = terms.InformationUrl ?? "",
        Order = terms.Order ?? 0,
    };

    public static V1.Place Place(Place place) => new() { Kind = (V1.PlaceKind)place.Kind, Code = place.Code ?? "" };

    public static V1.EmergencyReplacement? Emergency(EmergencyReplacement? emergency) =>
        emergency is null ? null : new() { Replaces = emergency.Replaces, Reason = emergency.Reason };

    public static V1.Standing Standing(Standing standing) => new()
    {
        Kind = (V1.StandingKind)standing.Kind,
        Since = standing.Since?.ToTimestamp(),
        TermsNumber = standing.InForce?.Number ?? 0,
        NextTermsNumber = standing.Next?.Number ?? 0,
        NextFrom = standing.NextFrom?.ToTimestamp(),
    };

    public static V1.Engagement Engagement(string engagementId, Engagement engagement, Vendor? vendor, Customer? customer, DateTimeOffset at, DateTimeOffset changedAt)
    {
        var standing = Activation.At(engagement, customer, at);
        return new()
        {
            EngagementId = engagementId,
            RegisterId = engagement.RegisterId,
            VendorId = engagement.VendorId,
            VendorName = vendor?.Name ?? "",
            VendorNameIsInferred = vendor?.NameIsInferred ?? false,
            Terms = Terms(standing.InForce?.Terms ?? engagement.Terms),
            Standing = Standing(standing),
            Emergency = Emergency(engagement.Emergency),
            ChangedAt = changedAt.ToTimestamp(),
        };
    }

    public static V1.Vendor Vendor(Vendor vendor) => new()
    {
        VendorId = vendor.VendorId,
        Name = vendor.Name ?? "",
        NameIsInferred = vendor.NameIsInferred,
        Country = vendor.Country ?? "",
        Contacts = { vendor.Contacts },
        InformationUrl = vendor.InformationUrl ?? "",
        SubProcessors =
        {
            vendor.SubProcessors.Select(nested => new V1.NestedSubProcessor { VendorId = nested.VendorId, Purpose = nested.Purpose ?? "", Places = { nested.Places.Select(Place) } }),
        },
        Attestations =
        {
            vendor.Attestations.Select(attested => new V1.Attestation
            {
                Control = attested.Key, InPlace = attested.Value.InPlace, By = attested.Value.By, On = CallDay.Write(attested.Value.On), EvidenceUrl = attested.Value.EvidenceUrl ?? "",
            }),
        },
        Certifications =
        {
            vendor.Certifications.Select(held => new V1.Certification { MechanismId = held.MechanismId, From = CallDay.Write(held.From), Until = CallDay.Write(held.Until) }),
        },
    };

    public static V1.Mechanism Mechanism(TransferMechanism mechanism) => new()
    {
        MechanismId = mechanism.Id,
        Kind = (V1.MechanismKind)mechanism.Kind,
        Title = mechanism.Title,
        Regimes = { mechanism.Regimes.Select(regime => (V1.Regime)regime) },
        From = CallDay.Write(mechanism.From),
        Until = CallDay.Write(mechanism.Until),
        ClosedToNewFrom = CallDay.Write(mechanism.ClosedToNewFrom),
        Places = { mechanism.Places },
        NeedsCertification = mechanism.NeedsCertification,
        EndedBy = mechanism.EndedBy ?? "",
    };
}
