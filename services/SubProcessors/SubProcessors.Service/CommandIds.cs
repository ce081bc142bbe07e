using System.Security.Cryptography;
using System.Text;

namespace PrivacyPlatform.SubProcessors.Service;

/// <summary>
/// Ids of commands that follow from something else, so that whatever leads to them twice leads to one command: the first 16 bytes of SHA-256 over
/// "privacyplatform.subprocessors.command" and the words, each after a NUL, with version 8 and the variant of RFC 9562 set.
/// </summary>
internal static class CommandIds
{
    public static Guid Of(params IEnumerable<string> words)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes("privacyplatform.subprocessors.command" + string.Concat(words.Select(word => "\0" + word))));
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }
}
