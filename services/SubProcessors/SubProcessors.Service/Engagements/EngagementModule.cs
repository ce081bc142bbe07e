using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.Messaging;
using PrivacyPlatform.SubProcessors.Engagements;
using PrivacyPlatform.SubProcessors.Service.Contract;
using static PrivacyPlatform.SubProcessors.Engagements.EngagementEvent;

namespace PrivacyPlatform.SubProcessors.Service.Engagements;

/// <summary>What an engagement's stream registers beside its rules: read model, announcements.</summary>
internal static class EngagementModule
{
    public static EventTypes<EngagementEvent> Events => SubProcessorsStreams.Engagements.Events;

    public static StreamType<EngagementCommand, EngagementState, EngagementEvent> Stream { get; } = SubProcessorsStreams.Engagements with { ReadModel = new EngagementsReadModel() };

    public static AnnouncementMap AnnounceEngagements(this AnnouncementMap map) => map
        .NotAnnounced("engagement_proposed", "Nobody outside sees a draft.")
        .Announce("engagement_listed", Announce, V1.EngagementListed.Descriptor)
        .Announce("engagement_announced", Announce, V1.EngagementAnnounced.Descriptor)
        .Announce("engagement_replaced_in_emergency", Announce, V1.EngagementAnnounced.Descriptor)
        .Announce("engagement_amended", Announce, V1.EngagementAnnounced.Descriptor, V1.EngagementCorrected.Descriptor)
        .Announce("engagement_objected", Announce, V1.EngagementObjected.Descriptor)
        .Announce("objection_withdrawn", Announce, V1.ObjectionWithdrawn.Descriptor)
        .Announce("engagement_activated", Announce, V1.EngagementActivated.Descriptor)
        .Announce("engagement_suspended", Announce, V1.EngagementSuspended.Descriptor)
        .Announce("engagement_resumed", Announce, V1.EngagementResumed.Descriptor)
        .Announce("engagement_retired", Announce, V1.EngagementRetired.Descriptor);

    // What all of them have is filled in once, by name.
    private static IMessage? Announce(RecordedEvent recorded)
    {
        var @event = Events.Read(recorded);
        var message = MessageOf(@event);
        if (message is not null)
        {
            Set(message, "engagement_id", recorded.Stream[Stream.IdOf("").Length..]);
            Set(message, "register_id", @event.RegisterId);
            Set(message, "vendor_id", @event.VendorId);
            Set(message, "recorded_at", recorded.RecordedAt.ToTimestamp());
            Set(message, "version", recorded.Version);
        }

        return message;
    }

    private static void Set(IMessage message, string field, object value) => message.Descriptor.FindFieldByName(field).Accessor.SetValue(message, value);

    private static IMessage? MessageOf(EngagementEvent @event) => @event switch
    {
        EngagementListed e => new V1.EngagementListed { Terms = ToContract.Terms(e.Terms), OccurredAt = e.At.ToTimestamp() },
        EngagementAnnounced e => new V1.EngagementAnnounced { TermsNumber = 1, Terms = ToContract.Terms(e.Terms), NoticeDays = e.NoticeDays, OccurredAt = e.At.ToTimestamp() },
        EngagementReplacedInEmergency e => new V1.EngagementAnnounced
        {
            TermsNumber = 1,
            Terms = ToContract.Terms(e.Terms),
            NoticeDays = e.NoticeDays,
            Emergency = ToContract.Emergency(new(e.Replaces, e.Reason)),
            OccurredAt = e.At.ToTimestamp(),
        },
        EngagementAmended { Way: AmendmentWay.Draft } => null,
        EngagementAmended { Way: AmendmentWay.Correction } e => new V1.EngagementCorrected { TermsNumber = e.TermsNumber, Terms = ToContract.Terms(e.Terms), OccurredAt = e.At.ToTimestamp() },
        EngagementAmended e => new V1.EngagementAnnounced
        {
            TermsNumber = e.TermsNumber, Terms = ToContract.Terms(e.Terms), NoticeDays = e.NoticeDays, OccurredAt = e.At.ToTimestamp(),
        },
        EngagementObjected e => new V1.EngagementObjected { CustomerId = e.CustomerId, TermsNumber = e.TermsNumber, OccurredAt = e.At.ToTimestamp() },
        ObjectionWithdrawn e => new V1.ObjectionWithdrawn { CustomerId = e.CustomerId, TermsNumber = e.TermsNumber, OccurredAt = e.At.ToTimestamp() },
        EngagementActivated e => new V1.EngagementActivated
        {
            CustomerId = e.CustomerId ?? "", TermsNumber = e.TermsNumber, InEmergency = e.InEmergency, ActiveFrom = e.From.ToTimestamp(),
        },
        EngagementSuspended e => new V1.EngagementSuspended { Reason = e.Reason, OccurredAt = e.At.ToTimestamp() },
        EngagementResumed e => new V1.EngagementResumed { OccurredAt = e.At.ToTimestamp() },
        EngagementRetired e => new V1.EngagementRetired { ReplacedBy = e.ReplacedBy ?? "", OccurredAt = e.At.ToTimestamp() },
        _ => throw new InvalidOperationException($"{@event.GetType().Name} is not announced"),
    };
}
