using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.EvidenceLog.Merkle;
using PrivacyPlatform.EvidenceLog.Notes;

namespace PrivacyPlatform.Sealing;

/// <summary>
/// Takes the oldest unsealed events into their tenants' trees and signs the new sizes: all in one transaction, so that a crash leaves the trees
/// as they were and the events unsealed. For one caller at a time.
/// </summary>
internal sealed partial class SealingPass(
    [FromKeyedServices(EvidenceRegistration.SealerConnection)] NpgsqlDataSource sealer,
    INoteSigner signer,
    EvidenceOptions options,
    TimeProvider clock,
    ILogger<SealingPass> log)
{
    /// <summary>About so many events in one transaction.</summary>
    public const int MostEvents = 16_384;

    private const int MostTreesKept = 4_096;

    private readonly LeafHasher hasher = new(sealer);
    private readonly TreeHashes hashes = new(sealer);
    private readonly Dictionary<string, GrowingTree> trees = [];
    private readonly HashSet<long> aside = [];

    /// <returns>How many events were sealed. 0: there is none that can be.</returns>
    /// <exception cref="NpgsqlException">The database cannot be reached, or another sealer was first: nothing was sealed, or all of it.</exception>
    public async Task<int> Run(CancellationToken ct)
    {
        var unsealed = await UnsealedEvents.Read(sealer, MostEvents, aside, ct);
        if (unsealed.Count == 0)
        {
            return 0;
        }

        var (leaves, oldest) = await hasher.Hash(unsealed.Ranges(), ct);
        if (leaves.Sum(tenant => tenant.Count) < unsealed.Count)
        {
            SetAside(unsealed, leaves);
            return await Run(ct);
        }

        try
        {
            await Seal(unsealed, leaves, ct);
        }
        catch
        {
            // Whether the transaction was committed is not known, and the trees in memory have grown: read them again.
            trees.Clear();
            throw;
        }

        SealingTelemetry.Passed(unsealed.Count, clock.GetUtcNow() - oldest);
        return unsealed.Count;
    }

    private async Task Seal(UnsealedEvents unsealed, IReadOnlyCollection<TenantLeaves> leaves, CancellationToken ct)
    {
        var growing = new List<Task<TreeGrowth>>(leaves.Count);
        foreach (var tenant in leaves)
        {
            var tree = await Tree(tenant.Tenant, ct);
            growing.Add(Task.Run(() => new TreeGrowth(tree, tenant), CancellationToken.None));
        }

        var growths = await Task.WhenAll(growing);

        await using var connection = await sealer.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (!await unsealed.Remove(connection, ct))
        {
            throw new NpgsqlException("Another sealer was first.");
        }

        await using var batch = connection.CreateBatch();
        foreach (var command in Rows(growths))
        {
            batch.BatchCommands.Add(command);
        }

        await batch.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>INSERT and not COPY, which PostgreSQL does not allow behind row policies; there are few rows, since a chunk is one.</summary>
    private IEnumerable<NpgsqlBatchCommand> Rows(IEnumerable<TreeGrowth> growths)
    {
        var now = clock.GetUtcNow();
        foreach (var growth in growths)
        {
            foreach (var chunk in growth.Chunks)
            {
                yield return Sql.Command(
                    """
                    INSERT INTO platform.seal_chunks (tenant_id, first_leaf, leaf_count, seq_ids, leaf_hashes, seq_range)
                    VALUES ($1, $2, $3, $4, $5, int8range($6, $7, '[]'))
                    """,
                    growth.Tenant,
                    chunk.FirstLeaf,
                    chunk.Sequences.Length,
                    chunk.Sequences,
                    chunk.Hashes,
                    chunk.Sequences[0],
                    chunk.Sequences[^1]);
            }

            if (growth.Nodes.Count > 0)
            {
                yield return Sql.Command(
                    "INSERT INTO platform.seal_nodes (tenant_id, level, index, hash) SELECT $1, level, index, hash FROM unnest($2, $3, $4) AS n (level, index, hash)",
                    growth.Tenant,
                    growth.Nodes.Select(node => (short)node.Id.Level).ToArray(),
                    growth.Nodes.Select(node => node.Id.Index).ToArray(),
                    growth.Nodes.Select(node => node.Hash.ToArray()).ToArray());
            }

            var origin = Origin.Of(options.Origin, growth.Tenant);
            var checkpoint = new Checkpoint(origin, growth.Tree.Size, growth.Tree.Root);
            yield return Sql.Command(
                "INSERT INTO platform.checkpoints (tenant_id, tree_size, note, sealed_at) VALUES ($1, $2, $3, $4)",
                growth.Tenant,
                checkpoint.Size,
                SignedNote.Sign(checkpoint.Text, origin, signer),
                now);
        }
    }

    /// <summary>Known from the pass before, or from the store: the last checkpoint says how large it is.</summary>
    private async Task<GrowingTree> Tree(string tenant, CancellationToken ct)
    {
        if (trees.TryGetValue(tenant, out var known))
        {
            return known;
        }

        if (trees.Count >= MostTreesKept)
        {
            trees.Clear();
        }

        return trees[tenant] = await hashes.Tree(tenant, await Size(tenant, ct), ct);
    }

    private Task<long> Size(string tenant, CancellationToken ct) =>
        sealer.Ask<long>("SELECT coalesce(max(tree_size), 0) FROM platform.checkpoints WHERE tenant_id = $1", ct, tenant);

    /// <summary>
    /// Events were recorded and are gone: somebody removed them before they were sealed. The rest goes on; their pointers stay where they are,
    /// and health says so until somebody has looked.
    /// </summary>
    private void SetAside(UnsealedEvents unsealed, IEnumerable<TenantLeaves> leaves)
    {
        var found = leaves.SelectMany(tenant => tenant.Sequences).ToHashSet();
        foreach (var pointer in unsealed.Pointers.Where(pointer => !pointer.Sequences.All(found.Contains)))
        {
            aside.Add(pointer.Id);
            EventsMissing(log, pointer.Id);
        }
    }

    [LoggerMessage(LogLevel.Critical, "Events that were recorded are no longer in the store and cannot be sealed: platform.unsealed, id {Pointer}")]
    private static partial void EventsMissing(ILogger log, long pointer);
}
