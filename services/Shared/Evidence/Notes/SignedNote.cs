using System.Buffers.Binary;
using System.Text;

namespace PrivacyPlatform.EvidenceLog.Notes;

/// <summary>A text and who signed it (C2SP signed-note).</summary>
public static class SignedNote
{
    private const string SignatureMark = "\u2014 ";
    private const int LongestNote = 64 * 1024;

    /// <param name="text">Ends with a newline.</param>
    /// <param name="name">The key's name.</param>
    public static string Sign(string text, string name, INoteSigner signer)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(signer);
        if (!text.EndsWith('\n'))
        {
            throw new ArgumentException("A note's text ends with a newline.", nameof(text));
        }

        var key = new VerifierKey(name, signer.PublicKey.Span);
        var signature = new byte[4 + Ed25519.SignatureSize];
        BinaryPrimitives.WriteUInt32BigEndian(signature, key.Id);
        signer.Sign(Encoding.UTF8.GetBytes(text)).CopyTo(signature, 4);
        return $"{text}\n{SignatureMark}{name} {Convert.ToBase64String(signature)}\n";
    }

    /// <summary>The note's text when <paramref name="key"/> signed it; null when it did not, when a signature of its is false, or when this is no note.</summary>
    public static string? Open(string note, VerifierKey key)
    {
        ArgumentNullException.ThrowIfNull(note);
        ArgumentNullException.ThrowIfNull(key);
        var end = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (end < 0 || note.Length > LongestNote || !note.EndsWith('\n') || note.Any(c => c < ' ' && c != '\n'))
        {
            return null;
        }

        var text = note[..(end + 1)];
        var signed = false;
        foreach (var line in note[(end + 2)..^1].Split('\n'))
        {
            if (Signature(line, key) is not { } signature)
            {
                continue;
            }

            if (!Ed25519.Verify(key.PublicKey, Encoding.UTF8.GetBytes(text), signature))
            {
                return null;
            }

            signed = true;
        }

        return signed ? text : null;
    }

    /// <summary>The signature of <paramref name="key"/> in this line; null when the line is another key's. One of the wrong length counts as false, not as another's.</summary>
    private static byte[]? Signature(string line, VerifierKey key)
    {
        var prefix = $"{SignatureMark}{key.Name} ";
        if (!line.StartsWith(prefix, StringComparison.Ordinal))
        {
            return null;
        }

        var (text, bytes) = (line[prefix.Length..], new byte[line.Length]);
        return Convert.TryFromBase64String(text, bytes, out var written) && written >= 4
            && BinaryPrimitives.ReadUInt32BigEndian(bytes) == key.Id
            && Convert.ToBase64String(bytes, 0, written) == text // base64 leaves bits over, and may have spaces: one spelling only
                ? bytes[4..written]
                : null;
    }
}
