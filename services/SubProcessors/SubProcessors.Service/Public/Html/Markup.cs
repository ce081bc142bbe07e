using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace PrivacyPlatform.SubProcessors.Service.Public.Html;

/// <summary>
/// HTML that can be sent. <c>Markup.Of($"…{value}…")</c> takes what is written as HTML and every string in braces as text, so that nobody has to
/// remember to encode it; attributes are always quoted with <c>"</c>.
/// </summary>
internal readonly record struct Markup(string Html)
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static Markup None { get; } = new("");

    public static Markup Of(Interpolation html) => new(html.Take());

    /// <summary>The same, as it is sent: without the string in between, which would be most of what a page takes of memory.</summary>
    public static byte[] Bytes(Interpolation html) => html.TakeBytes();

    public static Markup Text(string text) => new(Encoder.Encode(text));

    public static Markup Join(IEnumerable<Markup> parts) => new(string.Concat(parts.Select(part => part.Html)));

    /// <summary>Only the kinds of values below fit in braces: what has no text of its own, such as an instant, does not compile.</summary>
    [InterpolatedStringHandler]
    internal ref struct Interpolation(int literalLength, int formattedCount)
    {
        private DefaultInterpolatedStringHandler html = new(literalLength, formattedCount, CultureInfo.InvariantCulture);

        public void AppendLiteral(string value) => html.AppendLiteral(value);

        public void AppendFormatted(string? value) => html.AppendLiteral(value is null ? "" : Encoder.Encode(value));

        public void AppendFormatted(int value) => html.AppendFormatted(value);

        public void AppendFormatted(long value) => html.AppendFormatted(value);

        public void AppendFormatted(Markup value) => html.AppendLiteral(value.Html);

        public void AppendFormatted(IEnumerable<Markup> values)
        {
            foreach (var value in values)
            {
                html.AppendLiteral(value.Html);
            }
        }

        /// <summary>Once.</summary>
        public string Take() => html.ToStringAndClear();

        /// <summary>Once.</summary>
        /// <returns>UTF-8.</returns>
        public byte[] TakeBytes()
        {
            var bytes = new byte[Encoding.UTF8.GetByteCount(html.Text)];
            Encoding.UTF8.GetBytes(html.Text, bytes);
            html.Clear();
            return bytes;
        }
    }
}
