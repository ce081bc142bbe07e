using System.Globalization;
using CsvHelper;
using PrivacyPlatform.SubProcessors.Service.Public.Editions;

namespace PrivacyPlatform.SubProcessors.Service.Public.Rows;

/// <summary>A record of RFC 4180. A cell that a spreadsheet would take for a formula gets an apostrophe in front.</summary>
internal sealed class CsvRow : RowFormat
{
    private static readonly CsvWriterOptions Options = CsvWriterOptions.Default with { Injection = CsvInjection.Escape, BufferSize = 4096 };

    /// <summary>The first record: the columns' names.</summary>
    public static byte[] Header { get; } = Record(
        "id", "name", "name_is_inferred", "contact", "locations", "purposes", "roles", "data_categories", "also_collected", "transfer_mechanism",
        "information_url", "its_sub_processors", "state", "since", "active_from", "emergency_reason", "planned_change");

    public override int Number => 2;

    public override byte[] Write(Entry entry)
    {
        var standing = entry.Standing;
        return Record(
            entry.Id,
            EntryText.OrNotStated(entry.Name),
            entry.NameIsInferred ? "yes" : "no",
            EntryText.OrNotStated(entry.Contact),
            EntryText.Locations(entry),
            EntryText.OrNotStated(string.Join("; ", entry.Purposes.Select(purpose => purpose.Text))),
            EntryText.OrNotStated(string.Join("; ", entry.Purposes.Select(purpose => purpose.IsController ? "controller" : "processor"))),
            EntryText.OrNotStated(string.Join("; ", entry.DataCategories)),
            string.Join("; ", entry.AlsoCollected),
            EntryText.Mechanism(entry),
            EntryText.OrNotStated(entry.InformationUrl),
            string.Join("; ", entry.SubProcessors),
            standing.State.ToString().ToLowerInvariant(),
            Instant(standing.Since),
            Instant(standing.ActiveFrom),
            standing.Emergency ?? "",
            standing.Planned is { } planned ? $"{Instant(planned.From)}: {planned.Text}" : "");
    }

    private static string Instant(DateTimeOffset? instant) => instant?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "";

    private static byte[] Record(params string[] cells)
    {
        using var bytes = new MemoryStream();
        using (var csv = CsvWriter.Create(bytes, Options, leaveOpen: true))
        {
            csv.WriteRecord(cells);
        }

        return bytes.ToArray();
    }
}
