using System.Runtime.CompilerServices;
using Google.Protobuf;
using Grpc.Core;
using PrivacyPlatform.EvidenceLog.Bundles;
using PrivacyPlatform.EvidenceLog.Merkle;
using PrivacyPlatform.EvidenceLog.V1;

namespace PrivacyPlatform.Cli;

/// <summary>A service's evidence, asked over gRPC.</summary>
internal sealed class RemoteEvidence(ConsentConnection connection) : IEvidenceSource
{
    public async Task<(string Note, string PublicKey)?> Checkpoint(CancellationToken ct)
    {
        var checkpoint = await connection.Evidence.GetCheckpointAsync(new GetCheckpointRequest(), connection.Call(ct));
        return (checkpoint.Note, checkpoint.PublicKey);
    }

    public async IAsyncEnumerable<SourceEntry> Entries(string? stream, long treeSize, [EnumeratorCancellation] CancellationToken ct)
    {
        using var call = connection.Evidence.ReadEntries(new ReadEntriesRequest { TreeSize = treeSize, Stream = stream ?? "" }, connection.Stream(ct));
        await foreach (var entry in call.ResponseStream.ReadAllAsync(ct))
        {
            yield return new(
                entry.LeafIndex,
                Hash(entry.LeafHash),
                entry.Entry.IsEmpty ? null : entry.Entry.Memory,
                stream is null ? null : [.. entry.InclusionProof.Select(Hash)]);
        }
    }

    public async Task<IReadOnlyList<Digest>> Consistency(long oldSize, long newSize, CancellationToken ct)
    {
        var proof = await connection.Evidence.GetConsistencyProofAsync(new GetConsistencyProofRequest { OldSize = oldSize, NewSize = newSize }, connection.Call(ct));
        return [.. proof.Proof.Select(Hash)];
    }

    public async IAsyncEnumerable<StateLine> States(string? stream, long treeSize, [EnumeratorCancellation] CancellationToken ct)
    {
        using var call = connection.Evidence.ReadStates(new ReadStatesRequest { TreeSize = treeSize, Stream = stream ?? "" }, connection.Stream(ct));
        await foreach (var state in call.ResponseStream.ReadAllAsync(ct))
        {
            yield return new(state.Stream, state.Version, state.State);
        }
    }

    private static Digest Hash(ByteString bytes) =>
        bytes.Length == Digest.Size
            ? Digest.From(bytes.Span)
            : throw new CliException(ExitCode.Failed, "cli.answer_malformed", "The service sent a hash that is none.");
}
