using System.Buffers.Text;
using System.Globalization;
using System.Text;
using PrivacyPlatform.Kernel;

namespace PrivacyPlatform.SubProcessors.Service.Engagements;

/// <summary>The place of an engagement among all: where the next page goes on. As a token it is a caller's own ids, put together: nothing secret, and nothing to rely on.</summary>
internal readonly record struct PagePlace(string RegisterId, int Order, string Id)
{
    /// <summary>Before all.</summary>
    public static PagePlace Start { get; } = new("", int.MinValue, "");

    public static Refusal SizeMalformed { get; } = new("engagement.page_size_malformed", "A page has at least one row; leave it out for the most that there are on one.", "page_size");

    public static Refusal TokenMalformed { get; } = new("engagement.page_token_malformed", "A page's token is the next_page_token of an answer, as it came.", "page_token");

    public string ToToken() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{RegisterId} {Order} {Id}")));

    /// <summary>Null: it is none.</summary>
    public static PagePlace? Read(string token) =>
        token.Length == 0 ? Start
        : token.Length <= 400 && Base64Url.IsValid(token)
            && Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token)).Split(' ') is [var register, var order, var id]
            && int.TryParse(order, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && !(register + id).Contains('\0', StringComparison.Ordinal)
            ? new(register, number, id)
            : null;
}
