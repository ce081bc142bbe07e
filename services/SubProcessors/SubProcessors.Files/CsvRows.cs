using System.Globalization;
using CsvHelper;
using PrivacyPlatform.SubProcessors.Importing;

namespace PrivacyPlatform.SubProcessors.Files;

/// <summary>Rows as CSV (RFC 4180) with a head line. Several values in a cell are parted by "|". The registry and the command line read them alike.</summary>
public static class CsvRows
{
    private static readonly string[] Columns =
    [
        "register", "listed", "order", "name", "name_is_inferred", "contact", "locations", "purpose", "data_categories", "roles", "transfer_mechanism", "info_url", "engagement_id",
    ];

    private static readonly string[] Needed = ["register", "name", "locations", "purpose", "roles"];

    private static readonly CsvReaderOptions Reading = CsvReaderOptions.Default with
    {
        Separator = ',',
        TrimWhitespace = true,
        MalformedData = CsvMalformedDataHandling.Throw,
        MaxRecordSize = 64 * 1024,
        IncludeValuesInExceptions = false,
    };

    // A cell that a spreadsheet would take for a formula gets an apostrophe in front, which is taken off again when it is read.
    private static readonly CsvWriterOptions Writing = CsvWriterOptions.Default with { Injection = CsvInjection.Escape };

    /// <summary>Of the file as a whole: row 0.</summary>
    public static ImportError Malformed { get; } = new(0, null, "import.file_malformed", "The text is no CSV with a head line.");

    /// <summary>The rows that can be read, and what is wrong with the others; of wrong columns each is an error of row 0, and what is no CSV is <see cref="Malformed"/>.</summary>
    public static (IReadOnlyList<ImportRow> Rows, IReadOnlyList<ImportError> Errors) Read(string csv)
    {
        ArgumentNullException.ThrowIfNull(csv);
        try
        {
            using var reader = CsvReader.FromText(csv.TrimStart('\uFEFF'), Reading);
            reader.ReadHeader();
            return Read(reader, [.. reader.Headers]);
        }
        catch (CsvFormatException)
        {
            return ([], [Malformed]);
        }
    }

    private static (IReadOnlyList<ImportRow> Rows, IReadOnlyList<ImportError> Errors) Read(CsvReader reader, string[] header)
    {
        var bad = header.Where(column => !Columns.Contains(column, StringComparer.Ordinal))
            .Concat(header.GroupBy(column => column, StringComparer.Ordinal).Where(same => same.Count() > 1).Select(same => same.Key))
            .Concat(Needed.Except(header, StringComparer.Ordinal))
            .Distinct(StringComparer.Ordinal)
            .Select(WrongColumn)
            .ToList();
        return bad.Count > 0 ? ([], bad) : ReadRows(reader);
    }

    /// <summary>What <see cref="Read(string)"/> reads.</summary>
    public static string Write(IEnumerable<ImportRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var writer = CsvWriter.Create(text, Writing, leaveOpen: true))
        {
            writer.WriteHeader(Columns);
            foreach (var row in rows)
            {
                writer.WriteRecord(
                    row.Register, row.Listed ? "true" : "false", row.Order?.ToString(CultureInfo.InvariantCulture), row.Name, row.NameIsInferred ? "true" : "false", row.Contact,
                    string.Join('|', row.Locations), row.Purpose, string.Join('|', row.DataCategories), string.Join('|', row.Roles), row.TransferMechanism, row.InfoUrl, row.Engagement);
            }
        }

        return text.ToString();
    }

    private static ImportError WrongColumn(string column) =>
        new(0, column, "import.columns_malformed", "The head line has a column that is not known or stands there twice, or lacks this one.");

    private static (IReadOnlyList<ImportRow> Rows, IReadOnlyList<ImportError> Errors) ReadRows(CsvReader reader)
    {
        var rows = new List<ImportRow>();
        var errors = new List<ImportError>();
        for (var number = 1; reader.Read(); number++)
        {
            var isListed = TryFlag(Cell(reader, "listed"), out var listed);
            var isInferred = TryFlag(Cell(reader, "name_is_inferred"), out var inferred);
            var isOrder = TryOrder(Cell(reader, "order"), out var order);
            if (reader.FieldCount <= reader.Headers.Count && isListed && isInferred && isOrder)
            {
                rows.Add(new(
                    number, Cell(reader, "register"), listed ?? true, order, Cell(reader, "name"), inferred ?? false, Cell(reader, "contact"), Cells(reader, "locations"),
                    Cell(reader, "purpose"), Cells(reader, "data_categories"), Cells(reader, "roles"), Cell(reader, "transfer_mechanism"), Cell(reader, "info_url"), Cell(reader, "engagement_id")));
            }
            else
            {
                errors.Add(ImportRefusals.ValueMalformed(number, !isListed ? "listed" : !isInferred ? "name_is_inferred" : !isOrder ? "order" : null));
            }
        }

        return (rows, errors);
    }

    private static string? Cell(CsvReader reader, string column) =>
        reader.TryGetFieldIndex(column, out var index) && index < reader.FieldCount && reader.GetString(index) is var cell
            ? ImportRow.Told(cell is ['\'', '=' or '+' or '-' or '@' or '\t' or '\r', ..] ? cell[1..] : cell)
            : null;

    private static string[] Cells(CsvReader reader, string column) =>
        Cell(reader, column)?.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static bool TryFlag(string? cell, out bool? flag)
    {
        flag = bool.TryParse(cell, out var told) ? told : null;
        return cell is null || flag is not null;
    }

    private static bool TryOrder(string? cell, out int? order)
    {
        order = int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        return cell is null || order is not null;
    }
}
