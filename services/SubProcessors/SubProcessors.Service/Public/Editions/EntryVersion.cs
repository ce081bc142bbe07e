using PrivacyPlatform.SubProcessors.Service.Public.Rows;

namespace PrivacyPlatform.SubProcessors.Service.Public.Editions;

/// <summary>A line of a register from an instant on, until its next version.</summary>
/// <param name="entry">Null: from here on the register does not list it.</param>
internal sealed class EntryVersion(DateTimeOffset from, Entry? entry)
{
    private readonly byte[]?[] rows = new byte[RowFormat.Count][];

    public DateTimeOffset From { get; } = from;

    public Entry? Entry { get; } = entry;

    /// <summary>The line's bytes in a format: made once, and then kept, since the past does not change.</summary>
    public byte[] Row(RowFormat format) => rows[format.Number] ??= format.Write(Entry ?? throw new InvalidOperationException("This version lists nothing."));
}
