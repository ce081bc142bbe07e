using System.Buffers.Text;
using System.Text;
using PrivacyPlatform.Kernel;
using PrivacyPlatform.ServiceDefaults;

namespace PrivacyPlatform.SubProcessors.Service.Engagements;

/// <summary>Where the next page of a list goes on. A token is a caller's own ids and times, put together: nothing secret, and nothing to rely on.</summary>
internal static class PageToken
{
    /// <summary>The most rows in one answer.</summary>
    private const int LargestPage = 1000;

    private static readonly Refusal SizeMalformed = new("engagement.page_size_malformed", "A page has at least one row; leave it out for the most that there are on one.", "page_size");

    public static Refusal Malformed { get; } = new("engagement.page_token_malformed", "A page's token is the next_page_token of an answer, as it came.", "page_token");

    /// <summary>How many rows a page has that is asked for.</summary>
    /// <exception cref="Grpc.Core.RpcException">It is less than none.</exception>
    public static int Size(int asked) => asked < 0 ? throw SizeMalformed.ToRpcException() : asked is 0 or > LargestPage ? LargestPage : asked;

    /// <param name="place">Its parts, parted by spaces.</param>
    public static string Of(FormattableString place) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(FormattableString.Invariant(place)));

    /// <summary>The parts of a token that is not empty; none: it is malformed.</summary>
    public static string[] Parts(string token) =>
        token.Length <= 400 && Base64Url.IsValid(token) && Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token)) is var place && !place.Contains('\0', StringComparison.Ordinal)
            ? place.Split(' ')
            : [];
}
