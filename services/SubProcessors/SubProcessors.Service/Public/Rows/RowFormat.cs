using PrivacyPlatform.SubProcessors.Service.Public.Editions;

namespace PrivacyPlatform.SubProcessors.Service.Public.Rows;

/// <summary>How a line is written. A closed set: what was written of the past is kept by <see cref="Number"/>.</summary>
internal abstract class RowFormat
{
    public const int Count = 3;

    public static RowFormat Html { get; } = new HtmlRow();

    public static RowFormat Json { get; } = new JsonRow();

    public static RowFormat Csv { get; } = new CsvRow();

    /// <summary>From 0 on, below <see cref="Count"/>.</summary>
    public abstract int Number { get; }

    /// <summary>Between two lines.</summary>
    public virtual byte[] Between => [];

    /// <summary>UTF-8.</summary>
    public abstract byte[] Write(Entry entry);
}
