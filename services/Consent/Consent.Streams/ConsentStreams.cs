using System.Text.Json.Nodes;
using PrivacyPlatform.Consent.Notices;
using PrivacyPlatform.Consent.Purposes;
using PrivacyPlatform.Consent.Subjects;
using PrivacyPlatform.Consent.Suppressions;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.Replay;
using static PrivacyPlatform.Consent.Notices.NoticeEvent;
using static PrivacyPlatform.Consent.Purposes.PurposeEvent;
using static PrivacyPlatform.Consent.Subjects.SubjectEvent;
using static PrivacyPlatform.Consent.Suppressions.SuppressionEvent;

namespace PrivacyPlatform.Consent;

/// <summary>
/// The rules and under which names their events are stored: all that it takes to replay what consent recorded. The service adds to it what only
/// runs there; an offline verifier adds nothing.
/// </summary>
public static class ConsentStreams
{
    public static StreamType<PurposeCommand, PurposeState, PurposeEvent> Purposes { get; } = new(
        "purpose",
        PurposeDecider.Decider,
        new EventTypes<PurposeEvent>().Map<PurposeDefined>("purpose_defined"));

    public static StreamType<NoticeCommand, NoticeState, NoticeEvent> Notices { get; } = new(
        "notice",
        NoticeDecider.Decider,
        new EventTypes<NoticeEvent>().Map<NoticePublished>("notice_published"));

    public static StreamType<SubjectCommand, SubjectState, SubjectEvent> Subjects { get; } = new(
        "subject",
        SubjectDecider.Decider,
        new EventTypes<SubjectEvent>()
            .Map<ConsentGranted>("consent_granted", schemaVersion: 2)
            .Map<ConsentDenied>("consent_denied", schemaVersion: 2)
            .Map<ConsentWithdrawn>("consent_withdrawn", schemaVersion: 2)
            .Map<SubjectErased>("subject_erased")
            .Upcast("consent_granted", from: 1, WithoutStatement)
            .Upcast("consent_denied", from: 1, WithoutStatement)
            .Upcast("consent_withdrawn", from: 1, WithoutStatement));

    /// <summary>Keyed by the blind index of a person's id.</summary>
    public static StreamType<SuppressionCommand, SuppressionState, SuppressionEvent> Suppressions { get; } = new(
        "suppression",
        SuppressionDecider.Decider,
        new EventTypes<SuppressionEvent>().Map<ConsentSuppressed>("consent_suppressed"));

    /// <summary>What reviewers are shown, and compare with what the events lead to.</summary>
    public static IReadOnlyList<StreamStates> States { get; } = [StreamStates.Of(Purposes), StreamStates.Of(Notices), StreamStates.Of(Subjects), StreamStates.Of(Suppressions)];

    // Before version 2 nobody could say anything in words of their own.
    private static JsonObject WithoutStatement(JsonObject answer)
    {
        answer["statement"] = null;
        return answer;
    }
}
