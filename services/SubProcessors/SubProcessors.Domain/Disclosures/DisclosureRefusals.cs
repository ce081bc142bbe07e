using PrivacyPlatform.Kernel;

namespace PrivacyPlatform.SubProcessors.Disclosures;

/// <summary>Why the record of a sharing can be refused. Codes are part of the API; no message repeats what was sent.</summary>
public static class DisclosureRefusals
{
    public static Refusal IdMalformed { get; } = new(
        "disclosure.id_malformed", "A disclosure's id is a code: 1 to 100 of a-z, 0-9, \"-\" and \"_\".", "disclosure_id");

    public static Refusal CategoryRequired { get; } = new("disclosure.category_required", "The recipient belongs to one of the categories.", "category");

    public static Refusal RecipientMalformed { get; } = new("disclosure.recipient_malformed", "A recipient is a code of an organization.", "recipient");

    public static Refusal GroundUnfit { get; } = new("disclosure.ground_unfit", "This category of recipients needs one of its own grounds.", "ground");

    public static Refusal DataCategoryRequired { get; } = new("disclosure.data_category_required", "Say what was shared: codes of data categories, at least one.", "data_categories");

    public static Refusal ApproverRequired { get; } = new("disclosure.approver_required", "What a government asks for is shared only when somebody allowed it: a code.", "approver");

    public static Refusal SubjectLooksPersonal { get; } = new(
        "subject.looks_personal", "A subject id must be opaque; this one has the form of an e-mail address or a telephone number.", "subject_id");

    public static Refusal SubjectMalformed { get; } = new(
        "subject.malformed", "A subject id is 1 to 128 of A-Z, a-z, 0-9, \"_\", \".\", \":\" and \"-\".", "subject_id");

    public static Refusal InFuture { get; } = new("disclosure.in_future", "It was shared in the future, by more than 5 minutes: check the producer's clock.", "at");

    public static Refusal IdTaken { get; } = new("disclosure.id_taken", "Another sharing is recorded under this id, and never changes.", "disclosure_id");

    public static Refusal? OfId(string disclosureId) => Shape.IsCode(disclosureId) ? null : IdMalformed;
}
