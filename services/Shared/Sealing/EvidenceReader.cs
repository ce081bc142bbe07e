using System.Runtime.CompilerServices;
using Npgsql;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.EvidenceLog.Entries;
using PrivacyPlatform.EvidenceLog.Merkle;

namespace PrivacyPlatform.Sealing;

/// <summary>Reads one tenant's tree and entries, as the service's role, which sees no other tenant's.</summary>
public sealed class EvidenceReader(NpgsqlDataSource store)
{
    private const int StreamPage = 500;

    private readonly TreeHashes hashes = new(store);

    /// <summary>The last checkpoint, as signed; null before the first event is sealed.</summary>
    public async Task<SealedCheckpoint?> LatestCheckpoint(string tenant, CancellationToken ct = default)
    {
        await foreach (var checkpoint in Read(
            Sql.Command("SELECT tree_size, note FROM platform.checkpoints WHERE tenant_id = $1 ORDER BY tree_size DESC LIMIT 1", tenant),
            row => new SealedCheckpoint(row.GetInt64(0), row.GetString(1)),
            tenant,
            ct))
        {
            return checkpoint;
        }

        return null;
    }

    /// <summary>The number of the leaf that an event is; null for an event that is not there, or not sealed yet.</summary>
    public async Task<long?> LeafOf(string tenant, Guid eventId, CancellationToken ct = default)
    {
        await foreach (var leaf in Read(
            Sql.Command(
                """
                SELECT c.first_leaf + array_position(c.seq_ids, e.seq_id) - 1
                FROM events.mt_events e JOIN platform.seal_chunks c
                    ON c.seq_range @> e.seq_id AND c.tenant_id = e.tenant_id AND e.seq_id = ANY (c.seq_ids)
                WHERE e.id = $1 AND e.tenant_id = $2
                """,
                eventId,
                tenant),
            row => row.GetInt64(0),
            tenant,
            ct))
        {
            return leaf;
        }

        return null;
    }

    /// <summary>The hashes that a proof is made of, see <see cref="Proofs"/>.</summary>
    /// <exception cref="DamagedTreeException">A hash that must be there is not.</exception>
    public Task<IReadOnlyList<Digest>> Hashes(string tenant, IReadOnlyList<Subtree> subtrees, CancellationToken ct = default) =>
        hashes.Of(tenant, subtrees, ct);

    /// <summary>Entries in the tree's order, from leaf <paramref name="first"/> up to but not including leaf <paramref name="end"/>. Bounded memory.</summary>
    public async IAsyncEnumerable<SealedEntry> Entries(string tenant, long first, long end, [EnumeratorCancellation] CancellationToken ct = default)
    {
        var writer = new EntryWriter();
        while (first < end)
        {
            var chunk = await Chunk(tenant, first, ct) ?? throw new DamagedTreeException(new(0, first));
            var entries = new Dictionary<long, byte[]>();
            await foreach (var row in Read(
                Sql.Command($"SELECT {EntryRow.Columns} FROM events.mt_events e WHERE e.seq_id = ANY ($1)", chunk.Sequences),
                row => new EntryRow(row),
                tenant,
                ct))
            {
                row.Write(writer);
                entries[row.Sequence] = writer.Entry.ToArray();
            }

            for (var i = (int)(first - chunk.FirstLeaf); i < chunk.Sequences.Length && first < end; i++, first++)
            {
                yield return new(first, Digest.From(chunk.Hashes.AsSpan(i * Digest.Size, Digest.Size)), entries.GetValueOrDefault(chunk.Sequences[i]));
            }
        }
    }

    /// <summary>A stream's sealed entries below leaf <paramref name="end"/>, in the order of versions. Bounded memory.</summary>
    public async IAsyncEnumerable<SealedEntry> Entries(string tenant, string stream, long end, [EnumeratorCancellation] CancellationToken ct = default)
    {
        var writer = new EntryWriter();
        for (var version = 0L; ;)
        {
            var page = new List<(long Version, SealedEntry Entry)>();
            await foreach (var found in Read(
                Sql.Command(
                    $"""
                    SELECT {EntryRow.Columns}, c.first_leaf + array_position(c.seq_ids, e.seq_id) - 1,
                        substring(c.leaf_hashes FROM (array_position(c.seq_ids, e.seq_id) - 1) * 32 + 1 FOR 32)
                    FROM (
                        SELECT * FROM events.mt_events
                        WHERE tenant_id = $1 AND stream_id = $2 AND version > $3
                        ORDER BY version LIMIT {StreamPage}
                    ) AS e
                    JOIN platform.seal_chunks c ON c.seq_range @> e.seq_id AND c.tenant_id = e.tenant_id AND e.seq_id = ANY (c.seq_ids)
                    ORDER BY e.version
                    """,
                    tenant,
                    stream,
                    version),
                row => (row.GetInt64(3), new SealedEntry(
                    row.GetInt64(EntryRow.Count), Digest.From(row.GetFieldValue<byte[]>(EntryRow.Count + 1)), Entry(row, writer))),
                tenant,
                ct))
            {
                page.Add(found);
            }

            foreach (var (_, entry) in page.Where(found => found.Entry.Index < end))
            {
                yield return entry;
            }

            if (page.Count == 0)
            {
                yield break;
            }

            version = page[^1].Version;
        }
    }

    /// <summary>The ids of the tenant's streams, in order. Bounded memory.</summary>
    public async IAsyncEnumerable<string> Streams(string tenant, [EnumeratorCancellation] CancellationToken ct = default)
    {
        for (var last = ""; ;)
        {
            var page = new List<string>();
            await foreach (var id in Read(
                Sql.Command($"SELECT id FROM events.mt_streams WHERE tenant_id = $1 AND id > $2 ORDER BY id LIMIT {StreamPage}", tenant, last),
                row => row.GetString(0),
                tenant,
                ct))
            {
                page.Add(id);
            }

            foreach (var id in page)
            {
                yield return id;
            }

            if (page.Count == 0)
            {
                yield break;
            }

            last = page[^1];
        }
    }

    /// <summary>The last version of a stream among the leaves below <paramref name="end"/>; 0 for none.</summary>
    public async Task<long> LastVersion(string tenant, string stream, long end, CancellationToken ct = default)
    {
        await foreach (var version in Read(
            Sql.Command(
                """
                SELECT e.version
                FROM events.mt_events e
                JOIN platform.seal_chunks c ON c.seq_range @> e.seq_id AND c.tenant_id = e.tenant_id AND e.seq_id = ANY (c.seq_ids)
                WHERE e.tenant_id = $1 AND e.stream_id = $2 AND c.first_leaf + array_position(c.seq_ids, e.seq_id) - 1 < $3
                ORDER BY e.version DESC LIMIT 1
                """,
                tenant,
                stream,
                end),
            row => row.GetInt64(0),
            tenant,
            ct))
        {
            return version;
        }

        return 0;
    }

    private async Task<(long FirstLeaf, long[] Sequences, byte[] Hashes)?> Chunk(string tenant, long leaf, CancellationToken ct)
    {
        await foreach (var chunk in Read(
            Sql.Command(
                """
                SELECT first_leaf, seq_ids, leaf_hashes FROM platform.seal_chunks
                WHERE tenant_id = $1 AND first_leaf <= $2 AND first_leaf + leaf_count > $2
                ORDER BY first_leaf DESC LIMIT 1
                """,
                tenant,
                leaf),
            row => (row.GetInt64(0), row.GetFieldValue<long[]>(1), row.GetFieldValue<byte[]>(2)),
            tenant,
            ct))
        {
            return chunk;
        }

        return null;
    }

    private static byte[] Entry(NpgsqlDataReader row, EntryWriter writer)
    {
        new EntryRow(row).Write(writer);
        return writer.Entry.ToArray();
    }

    private async IAsyncEnumerable<T> Read<T>(
        NpgsqlBatchCommand command, Func<NpgsqlDataReader, T> read, string tenant, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var batch = store.CreateBatch();
        batch.BatchCommands.Add(Sql.SetTenant(tenant));
        batch.BatchCommands.Add(command);
        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.NextResultAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            yield return read(reader);
        }
    }
}

/// <param name="Size">How many leaves it commits to.</param>
/// <param name="Note">C2SP tlog-checkpoint.</param>
public sealed record SealedCheckpoint(long Size, string Note);

/// <summary>A leaf as the tree has it, and the event as the store has it now: whether the two agree is for the reviewer to check.</summary>
/// <param name="Index">The leaf's number, from 0.</param>
/// <param name="Hash">As it was sealed.</param>
/// <param name="Entry">The entry of the event as it lies in the store; null when it is no longer there.</param>
public sealed record SealedEntry(long Index, Digest Hash, byte[]? Entry);
