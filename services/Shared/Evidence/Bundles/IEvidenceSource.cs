using PrivacyPlatform.EvidenceLog.Merkle;

namespace PrivacyPlatform.EvidenceLog.Bundles;

/// <summary>Where an export comes from: a service that is asked over gRPC, or a store beside us. Not trusted: what it says is checked afterwards.</summary>
public interface IEvidenceSource
{
    /// <summary>The last checkpoint, as signed, and the key that it says it was signed with; null before anything was sealed.</summary>
    Task<(string Note, string PublicKey)?> Checkpoint(CancellationToken ct);

    /// <summary>
    /// The entries of the tree of <paramref name="treeSize"/>, in order: all of them without proofs, or one stream's with theirs.
    /// </summary>
    /// <param name="stream">Null for everything.</param>
    IAsyncEnumerable<SourceEntry> Entries(string? stream, long treeSize, CancellationToken ct);

    Task<IReadOnlyList<Digest>> Consistency(long oldSize, long newSize, CancellationToken ct);

    /// <summary>The states after the last events in that tree; none where the service shows none.</summary>
    /// <param name="stream">Null for all streams.</param>
    IAsyncEnumerable<StateLine> States(string? stream, long treeSize, CancellationToken ct);
}

/// <param name="Entry">Null where the store no longer has the event.</param>
/// <param name="Proof">Of inclusion; null in a reading of everything.</param>
public sealed record SourceEntry(long Index, Digest Hash, ReadOnlyMemory<byte>? Entry, IReadOnlyList<Digest>? Proof);
