using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using PrivacyPlatform.EvidenceLog.Merkle;
using PrivacyPlatform.EvidenceLog.Notes;
using PrivacyPlatform.Kernel;
using PrivacyPlatform.ServiceDefaults;
using V1 = PrivacyPlatform.EvidenceLog.V1;

namespace PrivacyPlatform.Sealing;

/// <summary>Shows reviewers their tenant's tree. It proves nothing by itself: what it says is checked elsewhere.</summary>
[Authorize(Roles = Roles.Reviewer)]
internal sealed class EvidenceGrpc(EvidenceReader evidence, StateReader states, EvidenceOptions options, INoteSigner signer) : V1.EvidenceService.EvidenceServiceBase
{
    public override async Task<V1.GetCheckpointResponse> GetCheckpoint(V1.GetCheckpointRequest request, ServerCallContext context)
    {
        var tenant = Tenant(context);
        var checkpoint = await Newest(tenant, context.CancellationToken);
        return new()
        {
            Note = checkpoint.Note,
            TreeSize = checkpoint.Size,
            PublicKey = new VerifierKey(Origin.Of(options.Origin, tenant), signer.PublicKey.Span).ToString(),
        };
    }

    public override async Task ReadEntries(
        V1.ReadEntriesRequest request, IServerStreamWriter<V1.ReadEntriesResponse> responseStream, ServerCallContext context)
    {
        var tenant = Tenant(context);
        var ct = context.CancellationToken;
        var size = await Size(tenant, request.TreeSize, "tree_size", ct);
        if (request.FirstLeaf < 0 || request.FirstLeaf > size)
        {
            throw Malformed("first_leaf", "There is no such leaf in that tree.");
        }

        var whole = request.Stream.Length == 0;
        await foreach (var entry in whole ? evidence.Entries(tenant, request.FirstLeaf, size, ct) : evidence.Entries(tenant, request.Stream, size, ct))
        {
            var response = new V1.ReadEntriesResponse
            {
                LeafIndex = entry.Index,
                LeafHash = Bytes(entry.Hash),
                Entry = entry.Entry is { } bytes ? UnsafeByteOperations.UnsafeWrap(bytes) : ByteString.Empty,
            };
            if (!whole)
            {
                response.InclusionProof.Add(await Hashes(tenant, Proofs.Inclusion(entry.Index, size), ct));
            }

            await responseStream.WriteAsync(response, ct);
        }
    }

    public override async Task<V1.GetInclusionProofResponse> GetInclusionProof(V1.GetInclusionProofRequest request, ServerCallContext context)
    {
        var tenant = Tenant(context);
        var ct = context.CancellationToken;
        if (!Guid.TryParseExact(request.EventId, "D", out var id))
        {
            throw Malformed("event_id", "An event's id is a UUID, with hyphens.");
        }

        var size = await SizeOrNewest(tenant, request.TreeSize, "tree_size", ct);
        var leaf = await evidence.LeafOf(tenant, id, ct);
        if (leaf is null || leaf >= size)
        {
            throw new Refusal("evidence.event_unknown", "That tree has no such event.", "event_id").ToRpcException();
        }

        var response = new V1.GetInclusionProofResponse { LeafIndex = leaf.Value, TreeSize = size };
        response.Proof.Add(await Hashes(tenant, Proofs.Inclusion(leaf.Value, size), ct));
        return response;
    }

    public override async Task<V1.GetConsistencyProofResponse> GetConsistencyProof(V1.GetConsistencyProofRequest request, ServerCallContext context)
    {
        var tenant = Tenant(context);
        var ct = context.CancellationToken;
        var size = await SizeOrNewest(tenant, request.NewSize, "new_size", ct);
        if (request.OldSize < 0 || request.OldSize > size)
        {
            throw Malformed("old_size", "The log is not that large.");
        }

        var response = new V1.GetConsistencyProofResponse { NewSize = size };
        response.Proof.Add(await Hashes(tenant, Proofs.Consistency(request.OldSize, size), ct));
        return response;
    }

    public override async Task ReadStates(
        V1.ReadStatesRequest request, IServerStreamWriter<V1.ReadStatesResponse> responseStream, ServerCallContext context)
    {
        var tenant = Tenant(context);
        var ct = context.CancellationToken;
        var size = await Size(tenant, request.TreeSize, "tree_size", ct);
        await foreach (var state in states.States(tenant, request.Stream.Length == 0 ? null : request.Stream, size, ct))
        {
            await responseStream.WriteAsync(new() { Stream = state.Stream, Version = state.Version, State = state.State }, ct);
        }
    }

    private static string Tenant(ServerCallContext context) => Caller.Of(context.GetHttpContext()).Tenant;

    private async Task<SealedCheckpoint> Newest(string tenant, CancellationToken ct) =>
        await evidence.LatestCheckpoint(tenant, ct)
        ?? throw new Refusal("evidence.checkpoint_unknown", "Nothing is sealed yet.").ToRpcException();

    private async Task<long> SizeOrNewest(string tenant, long asked, string field, CancellationToken ct) =>
        asked == 0 ? (await Newest(tenant, ct)).Size : await Size(tenant, asked, field, ct);

    private async Task<long> Size(string tenant, long asked, string field, CancellationToken ct) =>
        asked > 0 && asked <= (await Newest(tenant, ct)).Size ? asked : throw Malformed(field, "A tree's size is from 1 to the newest checkpoint's.");

    private async Task<IEnumerable<ByteString>> Hashes(string tenant, IReadOnlyList<Subtree> proof, CancellationToken ct) =>
        (await evidence.Hashes(tenant, proof, ct)).Select(Bytes);

    private static ByteString Bytes(Digest hash) => UnsafeByteOperations.UnsafeWrap(hash.ToArray());

    private static RpcException Malformed(string field, string message) => new Refusal(ErrorCodes.MessageMalformed, message, field).ToRpcException();
}
