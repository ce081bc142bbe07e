using PrivacyPlatform.SubProcessors.Service.Public.Rows;

namespace PrivacyPlatform.SubProcessors.Service.Public.Editions;

/// <summary>A line of a register from an instant on, until its next version.</summary>
/// <param name="entry">Null: from here on the register does not list it.</param>
internal sealed class EntryVersion(DateTimeOffset from, Entry? entry)
{
    private readonly byte[]?[] rows = new byte[RowFormat.Count][];
    private int[]? counted;

    public DateTimeOffset From { get; } = from;

    public Entry? Entry { get; } = entry;

    /// <summary>The numbers of what the line is counted by: looked up once.</summary>
    /// <param name="facets">The register's: always the same for one line.</param>
    public int[] Facets(Facets facets) => counted ??= [.. Tally.FacetsOf(Entry!).Select(facets.NumberOf)];

    /// <summary>The line's bytes in a format: made once, and then kept, since the past does not change.</summary>
    public byte[] Row(RowFormat format) => rows[format.Number] ??= format.Write(Entry ?? throw new InvalidOperationException("This version lists nothing."));
}
