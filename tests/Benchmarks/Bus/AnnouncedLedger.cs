using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using PrivacyPlatform.Benchmarks.Store;
using PrivacyPlatform.Consent.V1;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.Messaging;

namespace PrivacyPlatform.Benchmarks.Bus;

/// <summary>The ledger's events as they are announced, in bodies as large as the consent service's.</summary>
internal static class AnnouncedLedger
{
    public static readonly AnnouncementMap Map = new AnnouncementMap()
        .Announce("consent_granted", recorded => Of<ConsentGranted>(recorded, (message, said) =>
            (message.SubjectId, message.PurposeId, message.OccurredAt, message.RecordedAt, message.Version, message.Evidence) = said))
        .Announce("consent_withdrawn", recorded => Of<ConsentWithdrawn>(recorded, (message, said) =>
            (message.SubjectId, message.PurposeId, message.OccurredAt, message.RecordedAt, message.Version, message.Evidence) = said));

    private static TMessage Of<TMessage>(
        RecordedEvent recorded, Action<TMessage, (string Subject, string Purpose, Timestamp OccurredAt, Timestamp RecordedAt, long Version, Evidence Evidence)> fill)
        where TMessage : class, IMessage<TMessage>, new()
    {
        var stored = Ledger.Events.Read(recorded);
        var message = new TMessage();
        fill(message, (
            recorded.Stream,
            stored.PurposeId,
            stored.OccurredAt.ToTimestamp(),
            recorded.RecordedAt.ToTimestamp(),
            recorded.Version,
            new()
            {
                Notice = new() { Kind = "privacy-policy", Version = stored.NoticeLabel, ContentHash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08" },
                Channel = Channel.Web,
                Language = "en",
                Producer = recorded.Actor,
            }));
        return message;
    }
}
