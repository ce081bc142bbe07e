using System.Globalization;
using Npgsql;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.EvidenceLog.Merkle;
using PrivacyPlatform.EvidenceLog.Notes;

namespace PrivacyPlatform.Sealing;

/// <summary>
/// Computes every tenant's tree again from the events themselves, and holds it against every checkpoint that was signed: for a store that comes out
/// of a backup. Reads all of it.
/// </summary>
/// <param name="store">As a role that sees the rows of all tenants: the sealer's, or a superuser's.</param>
public sealed class TreeCheck(NpgsqlDataSource store)
{
    private const int ChunksAtOnce = 16;

    private readonly LeafHasher hasher = new(store);

    /// <summary>Each tenant's tree as its events make it, in the order of their names.</summary>
    public async Task<IReadOnlyList<CheckedTree>> Run(CancellationToken ct = default)
    {
        var trees = new List<CheckedTree>();
        foreach (var tenant in await store.Query("SELECT DISTINCT tenant_id FROM platform.seal_chunks ORDER BY tenant_id", row => row.GetString(0), ct))
        {
            trees.Add(await Check(tenant, ct));
        }

        return trees;
    }

    private async Task<CheckedTree> Check(string tenant, CancellationToken ct)
    {
        var notes = (await store.Query(
            "SELECT tree_size, note FROM platform.checkpoints WHERE tenant_id = $1", row => (Size: row.GetInt64(0), Note: row.GetString(1)), ct, tenant))
            .ToDictionary(checkpoint => checkpoint.Size, checkpoint => checkpoint.Note);
        var tree = new GrowingTree();
        var faults = new List<string>();
        IReadOnlyList<Chunk> chunks;
        do
        {
            chunks = await store.Query(
                "SELECT first_leaf, seq_ids, leaf_hashes FROM platform.seal_chunks WHERE tenant_id = $1 AND first_leaf >= $2 ORDER BY first_leaf LIMIT $3",
                row => new Chunk(row.GetInt64(0), row.GetFieldValue<long[]>(1), row.GetFieldValue<byte[]>(2)),
                ct,
                tenant,
                tree.Size,
                ChunksAtOnce);
            var hashes = await Hash(tenant, chunks, ct);
            foreach (var chunk in chunks)
            {
                Grow(tree, chunk, hashes, faults);
                if (notes.Remove(tree.Size, out var note) && !(SignedIn(note) is { } signed && signed.Size == tree.Size && signed.Root == tree.Root))
                {
                    faults.Add($"the events do not lead to the checkpoint of size {Text(tree.Size)}");
                }
            }
        }
        while (chunks.Count == ChunksAtOnce);

        faults.AddRange(notes.Keys.Order().Select(size => $"the checkpoint of size {Text(size)} belongs to no part of the tree"));
        return new(tenant, tree.Size, tree.Root.ToBase64(), faults);
    }

    private static void Grow(GrowingTree tree, Chunk chunk, Dictionary<long, Digest> hashes, List<string> faults)
    {
        if (chunk.FirstLeaf != tree.Size)
        {
            faults.Add($"leaves from {Text(tree.Size)} to {Text(chunk.FirstLeaf - 1)} are missing");
        }

        foreach (var (position, sequence) in chunk.Sequences.Index())
        {
            var sealedAs = Digest.From(chunk.Hashes.AsSpan(position * Digest.Size, Digest.Size));
            if (!hashes.TryGetValue(sequence, out var hash))
            {
                faults.Add($"event {Text(sequence)} was sealed and is missing");
            }
            else if (hash != sealedAs)
            {
                faults.Add($"event {Text(sequence)} is not what was sealed");
            }

            tree.Append(hashes.TryGetValue(sequence, out var there) ? there : sealedAs);
        }
    }

    private async Task<Dictionary<long, Digest>> Hash(string tenant, IReadOnlyList<Chunk> chunks, CancellationToken ct)
    {
        var hashes = new Dictionary<long, Digest>();
        if (chunks.Count == 0)
        {
            return hashes;
        }

        var sequences = SequenceRanges.Joined(chunks.SelectMany(chunk => chunk.Sequences).Select(sequence => (sequence, sequence)));
        foreach (var leaves in (await hasher.Hash(sequences, ct)).Leaves.Where(leaves => leaves.Tenant == tenant))
        {
            foreach (var leaf in leaves.InOrder())
            {
                hashes.Add(leaf.Sequence, leaf.Hash);
            }
        }

        return hashes;
    }

    /// <summary>What the note commits to, whoever signed it: that is for who has the key.</summary>
    private static Checkpoint? SignedIn(string note) => Checkpoint.Read(note[..(note.IndexOf("\n\n", StringComparison.Ordinal) + 1)]);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed record Chunk(long FirstLeaf, long[] Sequences, byte[] Hashes);
}

/// <summary>A tenant's tree, computed from its events.</summary>
/// <param name="Root">Base64.</param>
/// <param name="Faults">What does not agree with what was sealed and signed; empty: all does.</param>
public sealed record CheckedTree(string Tenant, long Size, string Root, IReadOnlyList<string> Faults);
