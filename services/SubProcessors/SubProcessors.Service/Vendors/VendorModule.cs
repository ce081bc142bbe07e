using Google.Protobuf.WellKnownTypes;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.Messaging;
using PrivacyPlatform.SubProcessors.Vendors;
using static PrivacyPlatform.SubProcessors.Vendors.VendorEvent;

namespace PrivacyPlatform.SubProcessors.Service.Vendors;

/// <summary>What a vendor's stream registers beside its rules: read model, announcements.</summary>
internal static class VendorModule
{
    private const string AskUs = "What our own answers rest on; whoever wants it asks.";

    public static EventTypes<VendorEvent> Events => SubProcessorsStreams.Vendors.Events;

    public static StreamType<VendorCommand, VendorState, VendorEvent> Stream { get; } = SubProcessorsStreams.Vendors with
    {
        ReadModel = new StatesReadModel<VendorCommand, VendorState, VendorEvent>("vendor", VendorDecider.Decider, state => (state as VendorState.Known)?.Vendor),
    };

    public static AnnouncementMap AnnounceVendors(this AnnouncementMap map) => map
        .Announce("vendor_described", recorded =>
        {
            var described = (VendorDescribed)Events.Read(recorded);
            return new V1.VendorDescribed
            {
                VendorId = described.VendorId,
                Name = described.Name ?? "",
                NameIsInferred = described.NameIsInferred,
                Country = described.Country ?? "",
                RecordedAt = recorded.RecordedAt.ToTimestamp(),
                Version = recorded.Version,
            };
        })
        .NotAnnounced("vendor_observed", AskUs)
        .NotAnnounced("sub_processors_declared", AskUs)
        .NotAnnounced("control_attested", AskUs)
        .NotAnnounced("vendor_certified", AskUs);
}
