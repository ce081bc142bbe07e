using PrivacyPlatform.Kernel;

namespace PrivacyPlatform.SubProcessors.Service.Importing;

/// <summary>Why a file can be refused before its rows are looked at. Codes are part of the API.</summary>
internal static class ImportCallRefusals
{
    public static Refusal ModeRequired { get; } = new("import.mode_required", "Say whether one bad row stops the import, or all others are imported.", "mode");

    public static Refusal ContentRequired { get; } = new("import.content_required", "Give the rows once: as rows, as CSV or as JSON.", "rows");

    public static Refusal TooManyRows { get; } = new("import.too_many_rows", "At most 20,000 rows at a time.", "rows");

    public static Refusal CsvMalformed { get; } = new("import.file_malformed", "The text is no CSV with a head line.", "csv");

    public static Refusal JsonMalformed { get; } = new("import.file_malformed", "The text is no JSON array of rows.", "json");
}
