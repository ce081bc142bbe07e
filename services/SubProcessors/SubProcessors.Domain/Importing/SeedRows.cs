using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PrivacyPlatform.SubProcessors.Importing;

/// <summary>Rows as a JSON array in the seeds' form. Strict: a member that is not known is an error of its row.</summary>
public static class SeedRows
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        WriteIndented = true,
        MaxDepth = 8,

        // It is a file of its own and part of no page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The rows that can be read, and what is wrong with the others; what is no JSON array is an error of row 0.</summary>
    public static (IReadOnlyList<ImportRow> Rows, IReadOnlyList<ImportError> Errors) Read(string json)
    {
        if (Elements(json) is not { } elements)
        {
            return ([], [ImportRefusals.FileMalformed]);
        }

        var rows = new List<ImportRow>();
        var errors = new List<ImportError>();
        foreach (var (index, element) in elements.Index())
        {
            try
            {
                rows.Add((element.Deserialize<SeedRow>(Options) ?? throw new JsonException()).ToRow(index + 1));
            }
            catch (JsonException unreadable)
            {
                errors.Add(ImportRefusals.ValueMalformed(index + 1, unreadable.Path is ['$', '.', .. var member] ? member.Split('[')[0] : null));
            }
        }

        return (rows, errors);
    }

    /// <summary>What <see cref="Read"/> reads.</summary>
    public static string Write(IEnumerable<ImportRow> rows) => JsonSerializer.Serialize(rows.Select(SeedRow.Of), Options);

    private static JsonElement[]? Elements(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonElement[]>(json, Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <param name="Source">Where the row was copied from; not kept.</param>
    private sealed record SeedRow(
        string? Source = null,
        string? Register = null,
        bool Listed = true,
        int? Order = null,
        string? Name = null,
        bool NameIsInferred = false,
        string? Contact = null,
        IReadOnlyList<string>? Locations = null,
        string? Purpose = null,
        IReadOnlyList<string>? DataCategories = null,
        IReadOnlyList<string>? Roles = null,
        string? TransferMechanism = null,
        string? InfoUrl = null,
        string? EngagementId = null)
    {
        public static SeedRow Of(ImportRow row) => new(
            null, row.Register, row.Listed, row.Order, row.Name, row.NameIsInferred, row.Contact, row.Locations, row.Purpose, row.DataCategories, row.Roles, row.TransferMechanism,
            row.InfoUrl, row.Engagement);

        public ImportRow ToRow(int number) => new(
            number,
            ImportRow.Told(Register),
            Listed,
            Order,
            ImportRow.Told(Name),
            NameIsInferred,
            ImportRow.Told(Contact),
            [.. (Locations ?? []).Where(place => place is not null)],
            ImportRow.Told(Purpose),
            [.. (DataCategories ?? []).Where(category => category is not null)],
            [.. (Roles ?? []).Where(role => role is not null)],
            ImportRow.Told(TransferMechanism),
            ImportRow.Told(InfoUrl),
            ImportRow.Told(EngagementId));
    }
}
