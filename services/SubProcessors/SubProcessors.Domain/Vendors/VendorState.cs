using PrivacyPlatform.SubProcessors.Transfers;
using static PrivacyPlatform.SubProcessors.Vendors.VendorEvent;

namespace PrivacyPlatform.SubProcessors.Vendors;

public abstract record VendorState
{
    private VendorState() { }

    public sealed record Unheard : VendorState;

    public sealed record Known(Vendor Vendor) : VendorState;

    public static VendorState Initial { get; } = new Unheard();

    public static VendorState Evolve(VendorState state, VendorEvent @event) => new Known(Evolve((state as Known)?.Vendor, @event));

    private static Vendor Evolve(Vendor? known, VendorEvent @event) => @event switch
    {
        VendorDescribed e => (known ?? Vendor.Unnamed(e.VendorId)) with
        {
            Name = e.Name,
            NameIsInferred = e.NameIsInferred,
            Country = e.Country,
            Contacts = e.Contacts,
            InformationUrl = e.InformationUrl,
            IsDescribed = true,
        },
        VendorObserved e when (known ?? Vendor.Unnamed(e.VendorId)) is var vendor => vendor with
        {
            Name = vendor.Name ?? e.Name,
            Observations = vendor.Observations.SetItem(e.MentionedIn, new Observation(e.Purposes, e.DataCategories, e.At)),
        },
        SubProcessorsDeclared e => (known ?? Vendor.Unnamed(e.VendorId)) with { SubProcessors = e.SubProcessors },
        ControlAttested e when (known ?? Vendor.Unnamed(e.VendorId)) is var vendor =>
            vendor with { Attestations = vendor.Attestations.SetItem(e.Control, new Attestation(e.InPlace, e.By, e.On, e.EvidenceUrl)) },
        VendorCertified e when (known ?? Vendor.Unnamed(e.VendorId)) is var vendor => vendor with
        {
            Certifications = vendor.Certifications
                .RemoveAll(held => held.MechanismId == e.MechanismId && held.From == e.From)
                .Add(new Certification(e.MechanismId, e.From, e.Until)),
        },
        _ => throw new InvalidOperationException($"{@event.GetType().Name} is not evolved"),
    };
}
