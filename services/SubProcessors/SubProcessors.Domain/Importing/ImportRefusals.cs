using PrivacyPlatform.Kernel;

namespace PrivacyPlatform.SubProcessors.Importing;

/// <summary>Why a row of a file can be refused before it becomes a command. Codes are part of the API.</summary>
public static class ImportRefusals
{
    public static Refusal RegisterRequired { get; } = new("import.register_required", "Say which register: a code of a-z, 0-9, \"-\" and \"_\".", "register");

    public static Refusal NameRequired { get; } = new("import.name_required", "A row without a name needs its place in the register, so that it can be told apart.", "order");

    public static Refusal NameWithoutLetters { get; } = new("import.name_without_letters", "A name needs a letter or digit of which an id can be made; give the row an engagement's id.", "name");

    public static Refusal RoleMalformed { get; } = new("import.role_malformed", "A role is \"processor\" or \"independent_controller\"; at least one.", "roles");

    public static Refusal PlaceUnknown { get; } = new("engagement.location_unknown", "A place is none of the countries and blocs that are known.", "locations");

    public static Refusal Duplicate { get; } = new("import.row_duplicate", "The same row stands in the file already.", null);

    public static Refusal Ambiguous { get; } = new(
        "import.engagement_ambiguous", "The vendor stands in this register already: give each row an engagement's id.", "engagement_id");

    public static Refusal OtherVendor { get; } = new("import.other_vendor", "The engagement is another vendor's, or in another register: it must be retired, not changed.", "name");

    /// <summary>Of the file as a whole: row 0.</summary>
    internal static ImportError FileMalformed { get; } = new(0, null, "import.file_malformed", "The text is no JSON array of rows.");

    /// <summary>A cell that cannot be read.</summary>
    public static ImportError ValueMalformed(int row, string? field) =>
        new(row, field, "import.value_malformed", "The value is not of the kind that this column holds, or the column is not known.");
}
