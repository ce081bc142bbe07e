using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using PrivacyPlatform.Consent.Service.Contract;
using PrivacyPlatform.Consent.Subjects;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.Messaging;
using PrivacyPlatform.PersonalData;
using static PrivacyPlatform.Consent.Subjects.SubjectEvent;

namespace PrivacyPlatform.Consent.Service.Subjects;

/// <summary>What a person's stream registers beside its rules: read model, announcements.</summary>
internal static class SubjectModule
{
    public static EventTypes<SubjectEvent> Events => ConsentStreams.Subjects.Events;

    /// <summary>Where in an answer's payload the person's own words are sealed.</summary>
    public const string StatementField = "/statement";

    public static StreamType<SubjectCommand, SubjectState, SubjectEvent> Stream { get; } = ConsentStreams.Subjects with
    {
        ReadModel = new SealedPlacement<SubjectState, SubjectEvent>(new AnswersReadModel()),
    };

    public static AnnouncementMap AnnounceAnswers(this AnnouncementMap map) => map
        .Announce("consent_granted", Announce, V1.ConsentGranted.Descriptor, V1.PastAnswerRecorded.Descriptor)
        .Announce("consent_denied", Announce, V1.ConsentDenied.Descriptor, V1.PastAnswerRecorded.Descriptor)
        .Announce("consent_withdrawn", Announce, V1.ConsentWithdrawn.Descriptor, V1.PastAnswerRecorded.Descriptor)
        .Announce("subject_erased", recorded => new V1.SubjectErased
        {
            SubjectId = SubjectIdOf(recorded),
            OccurredAt = ((SubjectErased)Events.Read(recorded)).ErasedAt.ToTimestamp(),
            RecordedAt = recorded.RecordedAt.ToTimestamp(),
            Version = recorded.Version,
        })
        .NotAnnounced("consent_suppressed", "Of an erased person nothing was in force, and who it is stands nowhere.");

    // Null for a confirmation: it changed no instant's answer, so it tells a subscriber nothing.
    private static IMessage? Announce(RecordedEvent recorded) => Events.Read(recorded) switch
    {
        Answered { Effect: Effect.Confirmed } => null,
        Answered { Effect: Effect.Past } past => Past(past, recorded),
        ConsentGranted granted => new V1.ConsentGranted
        {
            SubjectId = SubjectIdOf(recorded),
            PurposeId = granted.PurposeId,
            OccurredAt = granted.OccurredAt.ToTimestamp(),
            RecordedAt = recorded.RecordedAt.ToTimestamp(),
            Version = recorded.Version,
            Evidence = ToContract.Evidence(granted.Evidence),
        },
        ConsentDenied denied => new V1.ConsentDenied
        {
            SubjectId = SubjectIdOf(recorded),
            PurposeId = denied.PurposeId,
            OccurredAt = denied.OccurredAt.ToTimestamp(),
            RecordedAt = recorded.RecordedAt.ToTimestamp(),
            Version = recorded.Version,
            Evidence = ToContract.Evidence(denied.Evidence),
        },
        ConsentWithdrawn withdrawn => new V1.ConsentWithdrawn
        {
            SubjectId = SubjectIdOf(recorded),
            PurposeId = withdrawn.PurposeId,
            OccurredAt = withdrawn.OccurredAt.ToTimestamp(),
            RecordedAt = recorded.RecordedAt.ToTimestamp(),
            Version = recorded.Version,
            Evidence = ToContract.Evidence(withdrawn.Evidence),
        },
        var other => throw new InvalidOperationException($"{other.GetType().Name} is not announced"),
    };

    private static V1.PastAnswerRecorded Past(Answered past, RecordedEvent recorded) => new()
    {
        SubjectId = SubjectIdOf(recorded),
        PurposeId = past.PurposeId,
        Answer = (V1.Answer)past.ToAnswer(),
        OccurredAt = past.OccurredAt.ToTimestamp(),
        RecordedAt = recorded.RecordedAt.ToTimestamp(),
        Version = recorded.Version,
        Evidence = ToContract.Evidence(past.Evidence),
        PresentAnswer = (V1.Answer)past.PresentAnswer!.Value,
        HeldUntil = past.HeldUntil!.Value.ToTimestamp(),
    };

    private static string SubjectIdOf(RecordedEvent recorded) => recorded.Stream[Stream.IdOf("").Length..];
}
