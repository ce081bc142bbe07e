using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PrivacyPlatform.SubProcessors.Delivery;

/// <summary>
/// Signs a webhook as Standard Webhooks (standardwebhooks.com) lays down, so that a receiver can check it with the libraries there: HMAC-SHA256 over id,
/// time and body, in three headers.
/// </summary>
internal static class WebhookSignature
{
    public const string Id = "webhook-id";
    public const string Timestamp = "webhook-timestamp";
    public const string Signature = "webhook-signature";

    private const string SecretPrefix = "whsec_";

    /// <summary>How a secret is told to the receiver.</summary>
    public static string TextOf(byte[] secret) => SecretPrefix + Convert.ToBase64String(secret);

    /// <param name="secrets">One signature for each, so that a receiver may still have the one before.</param>
    /// <param name="at">When it is sent; receivers refuse what is minutes old, so an attempt is signed anew.</param>
    public static IReadOnlyList<(string Name, string Value)> Headers(IEnumerable<byte[]> secrets, string id, DateTimeOffset at, byte[] body)
    {
        var time = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{time}."), .. body];
        var signatures = secrets.Select(secret => "v1," + Convert.ToBase64String(HMACSHA256.HashData(secret, signed)));
        return [(Id, id), (Timestamp, time), (Signature, string.Join(' ', signatures))];
    }
}
