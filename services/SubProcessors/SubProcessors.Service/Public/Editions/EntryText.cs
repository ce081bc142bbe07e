using System.Globalization;

namespace PrivacyPlatform.SubProcessors.Service.Public.Editions;

/// <summary>A line's cells as text: for files, feeds and differences.</summary>
internal static class EntryText
{
    public const string NotStated = "not stated";

    /// <summary>The label of the cell that says since when a line stands as it does.</summary>
    public const string StateLabel = "State";

    public static string Name(Entry entry) => entry.Name ?? "Name not stated";

    public static string Day(DateTimeOffset instant) => instant.UtcDateTime.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>A code as words: "billing_address" is "billing address".</summary>
    public static string Words(string code) => code.Replace('_', ' ');

    public static string OrNotStated(string? value) => string.IsNullOrWhiteSpace(value) ? NotStated : value;

    /// <summary>Every cell, in the order in which they are printed.</summary>
    public static IReadOnlyList<(string Label, string Text)> Cells(Entry entry) =>
    [
        ("Name", entry.Name is null ? NotStated : entry.NameIsInferred ? $"{entry.Name} (inferred)" : entry.Name),
        ("Contact", OrNotStated(entry.Contact)),
        ("Purpose", Purposes(entry)),
        ("Data", OrNotStated(string.Join(", ", entry.DataCategories.Select(Words)))),
        ("Also collected", entry.AlsoCollected.Count == 0 ? "" : string.Join(", ", entry.AlsoCollected.Select(Words))),
        ("Locations", Locations(entry)),
        ("Transfer mechanism", Mechanism(entry)),
        ("Information", OrNotStated(entry.InformationUrl)),
        ("Its own sub-processors", string.Join(", ", entry.SubProcessors)),
        (StateLabel, State(entry.Standing)),
        ("Planned", entry.Standing.Planned is { } planned ? $"from {Day(planned.From)}: {planned.Text}" : ""),
    ];

    public static string Purposes(Entry entry) =>
        OrNotStated(string.Join("; ", entry.Purposes.Select(purpose => purpose.IsController ? $"{purpose.Text} (as independent controller)" : purpose.Text)));

    public static string Locations(Entry entry) =>
        OrNotStated(string.Join("; ", entry.Locations.Select(location => Use(location.Use) is { } use ? $"{location.Name} ({use})" : location.Name)));

    public static string? Use(LocationPurpose use) => use switch
    {
        LocationPurpose.Storage => "storage",
        LocationPurpose.Access => "access",
        LocationPurpose.Transient => "transient",
        _ => null,
    };

    public static string Mechanism(Entry entry) => entry.Mechanism switch
    {
        null => NotStated,
        { Flaw: { } flaw } mechanism => $"{mechanism.Title} ({flaw})",
        var mechanism => mechanism.Title,
    };

    public static string State(EntryStanding standing) => standing switch
    {
        { State: EntryState.Announced, ActiveFrom: { } from } => $"announced {Day(standing.Since)}, active from {Day(from)}",
        { State: EntryState.Announced } => $"announced {Day(standing.Since)}",
        { State: EntryState.Suspended } => $"suspended since {Day(standing.Since)}",
        { Emergency: { } reason } => $"active since {Day(standing.Since)}, emergency replacement: {reason}",
        _ => $"active since {Day(standing.Since)}",
    };
}
