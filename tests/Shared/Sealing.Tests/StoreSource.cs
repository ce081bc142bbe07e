using System.Runtime.CompilerServices;
using PrivacyPlatform.EvidenceLog.Bundles;
using PrivacyPlatform.EvidenceLog.Merkle;
using PrivacyPlatform.Replay;

namespace PrivacyPlatform.Sealing.Tests;

/// <summary>An export straight from the store, as the RPCs give it.</summary>
internal sealed class StoreSource(LogFixture log, string tenant) : IEvidenceSource
{
    private readonly StateReader states = new(log.Reader, new PrivacyPlatform.EventStore.StreamReader(log.Service), [StreamStates.Of(Counter.Stream)]);

    public async Task<(string Note, string PublicKey)?> Checkpoint(CancellationToken ct) =>
        await log.Reader.LatestCheckpoint(tenant, ct) is { } checkpoint ? (checkpoint.Note, log.Key(tenant).ToString()) : null;

    public async IAsyncEnumerable<SourceEntry> Entries(string? stream, long treeSize, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var entry in stream is null ? log.Reader.Entries(tenant, 0, treeSize, ct) : log.Reader.Entries(tenant, stream, treeSize, ct))
        {
            yield return new(
                entry.Index,
                entry.Hash,
                entry.Entry,
                stream is null ? null : await log.Reader.Hashes(tenant, Proofs.Inclusion(entry.Index, treeSize), ct));
        }
    }

    public Task<IReadOnlyList<Digest>> Consistency(long oldSize, long newSize, CancellationToken ct) =>
        log.Reader.Hashes(tenant, Proofs.Consistency(oldSize, newSize), ct);

    public IAsyncEnumerable<StateLine> States(string? stream, long treeSize, CancellationToken ct) => states.States(tenant, stream, treeSize, ct);
}
