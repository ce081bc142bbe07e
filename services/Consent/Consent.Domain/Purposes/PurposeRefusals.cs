using PrivacyPlatform.Kernel;

namespace PrivacyPlatform.Consent.Purposes;

/// <summary>Why the definition of a purpose can be refused. Codes are part of the API.</summary>
public static class PurposeRefusals
{
    public static Refusal IdMalformed { get; } = new(
        "purpose.id_malformed", "A purpose's id is 1 to 64 of a-z, 0-9, \"-\" and \"_\".", "purpose_id");

    public static Refusal LegalBasisRequired { get; } = new(
        "purpose.legal_basis_required", "A purpose rests on one of the six legal bases of Article 6(1).", "legal_basis");

    public static Refusal RoleRequired { get; } = new(
        "purpose.role_required", "Say whether the processing is done as controller or as processor.", "role");

    public static Refusal DataCategoryRequired { get; } = new(
        "purpose.data_category_required", "A purpose names the categories of data it needs.", "data_categories");

    public static Refusal DataCategoryMalformed { get; } = new(
        "purpose.data_category_malformed", "A data category is a code: 1 to 64 of a-z, 0-9, \"-\" and \"_\".", "data_categories");

    public static Refusal TitleMalformed { get; } = new(
        "purpose.title_malformed", "A title is one line of 1 to 200 characters.", "title");

    /// <summary>What is wrong with an id's shape; null: nothing. For edges, which look things up by it before a rule is asked.</summary>
    public static Refusal? OfId(string purposeId) => Shape.IsCode(purposeId) ? null : IdMalformed;
}
