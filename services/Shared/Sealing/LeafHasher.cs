using Npgsql;
using PrivacyPlatform.EvidenceLog.Entries;
using PrivacyPlatform.EvidenceLog.Merkle;

namespace PrivacyPlatform.Sealing;

/// <summary>Reads events and hashes them, block by block on other threads while the next ones arrive: making entries costs more than reading rows.</summary>
internal sealed class LeafHasher(NpgsqlDataSource sealer)
{
    private const int BlockSize = 512;

    /// <summary>The events of these sequences that are still there, by tenant.</summary>
    public async Task<(IReadOnlyCollection<TenantLeaves> Leaves, DateTimeOffset Oldest)> Hash(IReadOnlyList<(long First, long Last)> sequences, CancellationToken ct)
    {
        await using var command = sealer.CreateCommand(
            $"SELECT {EntryRow.Columns} FROM unnest($1, $2) AS r (first, last) JOIN events.mt_events e ON e.seq_id BETWEEN r.first AND r.last");
        command.Parameters.Add(new() { Value = sequences.Select(range => range.First).ToArray() });
        command.Parameters.Add(new() { Value = sequences.Select(range => range.Last).ToArray() });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var blocks = new List<Task<Block>>();
        var rows = new List<EntryRow>(BlockSize);
        while (await reader.ReadAsync(ct))
        {
            rows.Add(new(reader));
            if (rows.Count == BlockSize)
            {
                var full = rows;
                blocks.Add(Task.Run(() => Hashed(full), ct));
                rows = new(BlockSize);
            }
        }

        blocks.Add(Task.FromResult(Hashed(rows)));
        return Grouped(await Task.WhenAll(blocks));
    }

    private static Block Hashed(List<EntryRow> rows)
    {
        var writer = new EntryWriter();
        var hashes = new Digest[rows.Count];
        for (var i = 0; i < hashes.Length; i++)
        {
            hashes[i] = rows[i].Write(writer);
        }

        return new(rows, hashes);
    }

    private static (IReadOnlyCollection<TenantLeaves> Leaves, DateTimeOffset Oldest) Grouped(IEnumerable<Block> blocks)
    {
        var tenants = new Dictionary<string, TenantLeaves>();
        var oldest = DateTime.MaxValue;
        var (name, leaves) = (Array.Empty<byte>(), new TenantLeaves(""));
        foreach (var (rows, hashes) in blocks)
        {
            for (var i = 0; i < hashes.Length; i++)
            {
                var row = rows[i];
                if (!row.Tenant.AsSpan().SequenceEqual(name))
                {
                    name = row.Tenant;
                    var text = System.Text.Encoding.UTF8.GetString(name);
                    leaves = tenants.TryGetValue(text, out var known) ? known : tenants[text] = new(text);
                }

                leaves.Add(row.Sequence, hashes[i]);
                oldest = row.RecordedAt < oldest ? row.RecordedAt : oldest;
            }
        }

        return (tenants.Values, new DateTimeOffset(oldest, TimeSpan.Zero));
    }

    private sealed record Block(List<EntryRow> Rows, Digest[] Hashes);
}
