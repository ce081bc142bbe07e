using System.Globalization;
using PrivacyPlatform.EvidenceLog.Merkle;

namespace PrivacyPlatform.EvidenceLog.Notes;

/// <summary>What a log commits to (C2SP tlog-checkpoint): so many leaves, with this root.</summary>
public sealed record Checkpoint(string Origin, long Size, Digest Root)
{
    /// <summary>The text that is signed. Ends with a newline.</summary>
    public string Text => string.Create(CultureInfo.InvariantCulture, $"{Origin}\n{Size}\n{Root.ToBase64()}\n");

    /// <summary>Null for text that is no checkpoint. Extension lines are allowed and not looked at.</summary>
    public static Checkpoint? Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = text.Split('\n');
        return lines.Length >= 4 && lines[^1].Length == 0 && lines[..^1].All(line => line.Length > 0)
            && long.TryParse(lines[1], NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            && size.ToString(CultureInfo.InvariantCulture) == lines[1]
            && Digest.FromBase64(lines[2]) is { } root
                ? new(lines[0], size, root)
                : null;
    }
}
