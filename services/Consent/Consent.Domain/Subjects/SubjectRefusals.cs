using PrivacyPlatform.Kernel;

namespace PrivacyPlatform.Consent.Subjects;

/// <summary>Why a person's answer, or a question about a person, can be refused. Codes are part of the API; no message repeats what was sent.</summary>
public static class SubjectRefusals
{
    public static Refusal LooksPersonal { get; } = new(
        "subject.looks_personal",
        "A subject id must be opaque; this one has the form of an e-mail address or a telephone number.",
        "subject_id");

    public static Refusal Malformed { get; } = new(
        "subject.malformed", "A subject id is 1 to 128 of A-Z, a-z, 0-9, \"_\", \".\", \":\" and \"-\".", "subject_id");

    public static Refusal PurposeUnknown { get; } = new(
        "consent.purpose_unknown", "No purpose with this id is defined.", "purpose_id");

    public static Refusal AnswerRequired { get; } = new(
        "consent.answer_required", "An answer is granted, denied or withdrawn.", "answer");

    public static Refusal OccurredAtRequired { get; } = new(
        "consent.occurred_at_required", "Say when the person answered.", "occurred_at");

    public static Refusal OccurredInFuture { get; } = new(
        "consent.occurred_in_future", "The person answered in the future, by more than 5 minutes: check the producer's clock.", "occurred_at");

    public static Refusal NoticeRequired { get; } = new(
        "consent.notice_required", "A grant names the notice that the person saw.", "evidence.notice");

    public static Refusal NoticeUnknown { get; } = new(
        "consent.notice_unknown", "No such version of the notice is published.", "evidence.notice.version");

    public static Refusal NoticeHashDiffers { get; } = new(
        "consent.notice_hash_differs", "The text that the person saw is not the text that was published under this version.", "evidence.notice.content_hash");

    public static Refusal ChannelMalformed { get; } = new(
        "evidence.channel_malformed", "The channel is none that the contract knows.", "evidence.channel");

    public static Refusal LanguageMalformed { get; } = new(
        "evidence.language_malformed", "A language is a BCP 47 tag: \"en\", \"nb-NO\".", "evidence.language");

    public static Refusal ProducerMalformed { get; } = new(
        "evidence.producer_malformed", "A producer is a code: 1 to 64 of a-z, 0-9, \"-\" and \"_\".", "evidence.producer");

    public static Refusal StatementMalformed { get; } = new(
        "consent.statement_malformed", "A statement is at most 4,000 characters, none of them a control character but line breaks and tabs.", "statement");

    public static Refusal GivenBeforeErasure { get; } = new(
        "consent.given_before_erasure", "The person was erased after giving this answer: only what they answer since then is recorded.", "occurred_at");

    public static Refusal Suppressed { get; } = new(
        "consent.suppressed", "The person was erased and withdrew this consent since: nobody may have it granted again.", "purpose_id");

    public static Refusal ErasureReasonMalformed { get; } = new(
        "erasure.reason_malformed", "A reason is a code: 1 to 64 of a-z, 0-9, \"-\", \"_\" and \".\".", "reason");
}
