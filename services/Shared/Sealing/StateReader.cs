using System.Runtime.CompilerServices;
using PrivacyPlatform.EvidenceLog.Bundles;
using PrivacyPlatform.Replay;
using StreamReader = PrivacyPlatform.EventStore.StreamReader;

namespace PrivacyPlatform.Sealing;

/// <summary>The states of a tenant's streams after their last events in a tree, folded from the store as the service itself does.</summary>
public sealed class StateReader(EvidenceReader evidence, StreamReader streams, IEnumerable<StreamStates> kinds)
{
    private readonly IReadOnlyList<StreamStates> kinds = [.. kinds];

    /// <param name="stream">Null for all streams.</param>
    /// <param name="end">Only events of leaves below this one count.</param>
    public async IAsyncEnumerable<StateLine> States(string tenant, string? stream, long end, [EnumeratorCancellation] CancellationToken ct = default)
    {
        if (kinds.Count == 0)
        {
            yield break;
        }

        await foreach (var id in stream is null ? evidence.Streams(tenant, ct) : One(stream))
        {
            if (kinds.FirstOrDefault(kind => kind.Owns(id)) is { } kind && await evidence.LastVersion(tenant, id, end, ct) is > 0 and var version)
            {
                yield return new(id, version, await kind.Read(streams, tenant, id, version, ct));
            }
        }
    }

    private static async IAsyncEnumerable<string> One(string stream)
    {
        await Task.CompletedTask;
        yield return stream;
    }
}
