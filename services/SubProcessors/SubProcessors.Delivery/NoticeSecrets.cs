using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace PrivacyPlatform.SubProcessors.Delivery;

/// <summary>
/// The secrets of webhooks and links, all derived from one that is kept in a file or in the environment: none is in the database, in an event or in a
/// backup of either. Docs: ADR 22.
/// </summary>
internal sealed class NoticeSecrets
{
    private const int Length = 32;

    private readonly byte[][] roots;

    private NoticeSecrets(byte[][] roots) => this.roots = roots;

    /// <summary>A new root as a line of the file.</summary>
    public static string NewLine() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Length));

    /// <param name="text">One root a line, 32 bytes in base64url, the present one first. One before it still signs and still opens links: take it away later.</param>
    /// <exception cref="InvalidOperationException">There is none, or a line is none.</exception>
    public static NoticeSecrets Read(string text)
    {
        byte[][] read = [.. text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Root)];
        return read.Length > 0 ? new(read) : throw new InvalidOperationException("Notices:Secrets and Notices:SecretsFile name no secret.");
    }

    /// <summary>What a customer's webhooks are signed with. After a rotation both the new one and the one before, so that nothing is lost meanwhile.</summary>
    /// <param name="generation">The present one's number, from 1.</param>
    public IReadOnlyList<byte[]> OfWebhook(string tenant, string customer, int generation) =>
    [
        .. from number in new[] { generation, generation - 1 }
           where number > 0
           from root in roots
           select Derive(root, $"webhook\0{tenant}\0{customer}\0{number}"),
    ];

    /// <summary>What links are signed with, and what they may have been signed with before.</summary>
    public IReadOnlyList<byte[]> OfLinks() => [.. roots.Select(root => Derive(root, "objection-link"))];

    private static byte[] Derive(byte[] root, string use) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, root, Length, info: Encoding.UTF8.GetBytes("privacyplatform.notices.v1\0" + use));

    private static byte[] Root(string line) =>
        Base64Url.IsValid(line, out var length) && length == Length
            ? Base64Url.DecodeFromChars(line)
            : throw new InvalidOperationException("A secret of Notices:Secrets is 32 bytes in base64url.");
}
