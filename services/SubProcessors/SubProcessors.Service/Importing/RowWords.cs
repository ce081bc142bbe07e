using PrivacyPlatform.SubProcessors.Importing;

namespace PrivacyPlatform.SubProcessors.Service.Importing;

/// <summary>A row of a call, in the words of a file.</summary>
internal static class RowWords
{
    public static ImportRow FromContract(V1.RegisterRow row, int index) => new(
        row.Number == 0 ? index + 1 : row.Number,
        ImportRow.Told(row.Register),
        !row.Unlisted,
        row.Order == 0 ? null : row.Order,
        ImportRow.Told(row.Name),
        row.NameIsInferred,
        ImportRow.Told(row.Contact),
        [.. row.Locations],
        ImportRow.Told(row.Purpose),
        [.. row.DataCategories],
        [.. row.Roles],
        ImportRow.Told(row.TransferMechanism),
        ImportRow.Told(row.InfoUrl),
        ImportRow.Told(row.EngagementId));

    public static V1.RegisterRow ToContract(ImportRow row) => new()
    {
        Number = row.Number,
        Register = row.Register ?? "",
        Unlisted = !row.Listed,
        Order = row.Order ?? 0,
        Name = row.Name ?? "",
        NameIsInferred = row.NameIsInferred,
        Contact = row.Contact ?? "",
        Locations = { row.Locations },
        Purpose = row.Purpose ?? "",
        DataCategories = { row.DataCategories },
        Roles = { row.Roles },
        TransferMechanism = row.TransferMechanism ?? "",
        InfoUrl = row.InfoUrl ?? "",
        EngagementId = row.Engagement ?? "",
    };
}
