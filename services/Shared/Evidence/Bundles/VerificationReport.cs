using PrivacyPlatform.EvidenceLog.Notes;

namespace PrivacyPlatform.EvidenceLog.Bundles;

/// <summary>What a check of a bundle came to.</summary>
public sealed record VerificationReport
{
    /// <summary>Empty: the evidence holds, as far as it goes.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>Null when it is not signed by the key.</summary>
    public required Checkpoint? Checkpoint { get; init; }

    /// <summary>How many events were looked at.</summary>
    public required long Events { get; init; }

    public required int Streams { get; init; }

    /// <summary>Every event of the tenant up to the checkpoint is there. If not, a stream may have later events that were not exported.</summary>
    public required bool IsEverything { get; init; }

    /// <summary>A checkpoint from an earlier time was given, and this log begins with it.</summary>
    public required bool ContinuesKept { get; init; }

    /// <summary>How many states were found to follow from the events; null when the rules were not given.</summary>
    public required int? StatesReplayed { get; init; }

    /// <summary>How many streams have events that the given rules cannot read: they are of another version than the service was. Their states were not compared.</summary>
    public int StreamsNotReplayed { get; init; }

    public bool Holds => Findings.Count == 0;
}
