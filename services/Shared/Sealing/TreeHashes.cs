using System.Runtime.InteropServices;
using Npgsql;
using NpgsqlTypes;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.EvidenceLog.Merkle;

namespace PrivacyPlatform.Sealing;

/// <summary>Hashes of a tenant's tree: every eighth level is stored, those between follow from it.</summary>
internal sealed class TreeHashes(NpgsqlDataSource source)
{
    /// <summary>Levels between two that are stored.</summary>
    public const int Stride = 8;

    /// <summary>No chunk of leaves crosses a multiple of this.</summary>
    public const int ChunkSize = 4096;

    /// <summary>The subtrees' hashes, in their order, in one round trip.</summary>
    /// <exception cref="DamagedTreeException">A hash that must be there is not.</exception>
    public async Task<IReadOnlyList<Digest>> Of(string tenant, IReadOnlyList<Subtree> subtrees, CancellationToken ct)
    {
        var stored = await Stored(tenant, [.. subtrees.SelectMany(subtree => subtree.Nodes()).Select(StoredBelow).Distinct()], ct);
        return [.. subtrees.Select(subtree => subtree.Hash(node => Hash(stored, node)))];
    }

    /// <summary>The tree as it can go on growing.</summary>
    /// <exception cref="DamagedTreeException">A hash that must be there is not.</exception>
    public async Task<GrowingTree> Tree(string tenant, long size, CancellationToken ct)
    {
        var nodes = new Subtree(0, size).Nodes();
        var stored = await Stored(tenant, [.. nodes.Select(StoredBelow)], ct);
        return new(size, [.. nodes.Select(node => Hash(stored, node))]);
    }

    private static StoredRange StoredBelow(NodeId node)
    {
        var level = node.Level - (node.Level % Stride);
        var width = 1L << (node.Level - level);
        return new(level, node.Index * width, (node.Index + 1) * width);
    }

    private static Digest Hash(Dictionary<NodeId, Digest> stored, NodeId node)
    {
        if (node.Level % Stride == 0)
        {
            return stored.TryGetValue(node, out var hash) ? hash : throw new DamagedTreeException(node);
        }

        return Rfc6962.Node(Hash(stored, new(node.Level - 1, node.Index * 2)), Hash(stored, new(node.Level - 1, (node.Index * 2) + 1)));
    }

    private async Task<Dictionary<NodeId, Digest>> Stored(string tenant, IReadOnlyList<StoredRange> ranges, CancellationToken ct)
    {
        var found = new Dictionary<NodeId, Digest>();
        if (ranges.Count == 0)
        {
            return found;
        }

        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(Sql.SetTenant(tenant));
        batch.BatchCommands.Add(Leaves(tenant, [.. ranges.Where(range => range.Level == 0)]));
        batch.BatchCommands.Add(Nodes(tenant, [.. ranges.Where(range => range.Level > 0)]));
        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.NextResultAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var first = reader.GetInt64(0);
            var hashes = reader.GetFieldValue<byte[]>(1);
            for (var i = 0; i < hashes.Length / Digest.Size; i++)
            {
                found[new(0, first + i)] = Digest.From(hashes.AsSpan(i * Digest.Size, Digest.Size));
            }
        }

        await reader.NextResultAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            found[new(reader.GetInt16(0), reader.GetInt64(1))] = Digest.From(reader.GetFieldValue<byte[]>(2));
        }

        return found;
    }

    private static NpgsqlBatchCommand Leaves(string tenant, StoredRange[] ranges) => Sql.Command(
        $"""
        SELECT first, substring(leaf_hashes FROM (first - first_leaf)::integer * 32 + 1 FOR (last - first)::integer * 32)
        FROM (
            SELECT c.first_leaf, c.leaf_hashes, greatest(c.first_leaf, r.lo) AS first, least(c.first_leaf + c.leaf_count, r.hi) AS last
            FROM unnest($2, $3) AS r (lo, hi)
            JOIN platform.seal_chunks c ON c.tenant_id = $1 AND c.first_leaf >= r.lo / {ChunkSize} * {ChunkSize} AND c.first_leaf < r.hi
            WHERE c.first_leaf + c.leaf_count > r.lo
        ) AS slices
        """,
        tenant,
        ranges.Select(range => range.Low).ToArray(),
        ranges.Select(range => range.High).ToArray());

    private static NpgsqlBatchCommand Nodes(string tenant, StoredRange[] ranges) => Sql.Command(
        """
        SELECT n.level, n.index, n.hash
        FROM unnest($2, $3, $4) AS r (level, lo, hi)
        JOIN platform.seal_nodes n ON n.tenant_id = $1 AND n.level = r.level AND n.index >= r.lo AND n.index < r.hi
        """,
        tenant,
        new NpgsqlParameter { Value = ranges.Select(range => (short)range.Level).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Smallint },
        ranges.Select(range => range.Low).ToArray(),
        ranges.Select(range => range.High).ToArray());

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct StoredRange(int Level, long Low, long High);
}
