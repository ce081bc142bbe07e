using System.Text;
using Npgsql;
using PrivacyPlatform.EvidenceLog.Entries;
using PrivacyPlatform.EvidenceLog.Merkle;

namespace PrivacyPlatform.Sealing;

/// <summary>
/// Reads events and hashes them, block by block on other threads while the next ones arrive. Turning jsonb into text takes the database longer than
/// hashing takes us, and a session of its has one thread: many events are read by two.
/// </summary>
internal sealed class LeafHasher(NpgsqlDataSource sealer)
{
    private const int BlockBytes = 512 * 1024;

    /// <summary>Fewer events are not worth a second session.</summary>
    private const int WorthTwo = 2048;

    /// <summary>The events of these numbers that are still there, by tenant.</summary>
    public async Task<HashedEvents> Hash(IReadOnlyList<(long First, long Last)> sequences, CancellationToken ct)
    {
        var count = sequences.Sum(range => range.Last - range.First + 1);
        var read = count < WorthTwo
            ? [await Read(sequences, ct)]
            : await Task.WhenAll(Read(Part(sequences, 0, count / 2), ct), Read(Part(sequences, count / 2, count), ct));
        return Grouped([.. read.SelectMany(blocks => blocks)]);
    }

    /// <summary>The numbers that stand at these places, the last one excluded.</summary>
    private static List<(long First, long Last)> Part(IReadOnlyList<(long First, long Last)> sequences, long from, long to)
    {
        var part = new List<(long First, long Last)>();
        var at = 0L;
        foreach (var (first, last) in sequences)
        {
            var (begin, end) = (first + Math.Max(0, from - at), Math.Min(last, first + to - at - 1));
            if (begin <= end)
            {
                part.Add((begin, end));
            }

            at += last - first + 1;
        }

        return part;
    }

    private async Task<Block[]> Read(IReadOnlyList<(long First, long Last)> sequences, CancellationToken ct)
    {
        await using var connection = await sealer.OpenConnectionAsync(ct);
        await using var copy = await connection.BeginRawBinaryCopyAsync(CopiedRows.Query(sequences), ct);
        var header = new byte[CopiedRows.HeaderSize];
        await copy.ReadExactlyAsync(header, ct);
        var blocks = new List<Task<Block>>();
        var (buffer, length, whole) = (new byte[BlockBytes], 0, 0);
        while (await copy.ReadAsync(buffer.AsMemory(length), ct) is > 0 and var read)
        {
            length += read;
            while (CopiedRows.Length(buffer.AsSpan(whole, length - whole)) is > 0 and var row)
            {
                whole += row;
            }

            if (length == buffer.Length)
            {
                // Full: its whole rows are hashed elsewhere, and the beginning of the next one goes on in a new buffer, a larger one for a larger row.
                var (full, bytes) = (buffer, whole);
                blocks.Add(Task.Run(() => Hashed(full.AsSpan(0, bytes)), ct));
                buffer = new byte[whole > 0 ? BlockBytes : buffer.Length * 2];
                full.AsSpan(whole..length).CopyTo(buffer);
                (length, whole) = (length - whole, 0);
            }
        }

        blocks.Add(Task.FromResult(Hashed(buffer.AsSpan(0, whole))));
        return await Task.WhenAll(blocks);
    }

    private static Block Hashed(ReadOnlySpan<byte> bytes)
    {
        var writer = new EntryWriter();
        var leaves = new List<(string Tenant, long Sequence, Digest Hash)>();
        var oldest = DateTime.MaxValue;
        var (name, tenant) = (Array.Empty<byte>(), "");
        var rows = new CopiedRows(bytes);
        while (rows.Next())
        {
            if (!rows.Event.Tenant.SequenceEqual(name))
            {
                name = rows.Event.Tenant.ToArray();
                tenant = Encoding.UTF8.GetString(name);
            }

            leaves.Add((tenant, rows.Sequence, writer.Write(rows.Event)));
            oldest = rows.Event.RecordedAt < oldest ? rows.Event.RecordedAt : oldest;
        }

        return new(leaves, oldest);
    }

    private static HashedEvents Grouped(IReadOnlyList<Block> blocks)
    {
        var tenants = new Dictionary<string, TenantLeaves>();
        TenantLeaves? last = null;
        foreach (var (tenant, sequence, hash) in blocks.SelectMany(block => block.Leaves))
        {
            if (last is null || tenant != last.Tenant)
            {
                last = tenants.TryGetValue(tenant, out var known) ? known : tenants[tenant] = new(tenant);
            }

            last.Add(sequence, hash);
        }

        return new(tenants.Values, new DateTimeOffset(blocks.Min(block => block.Oldest), TimeSpan.Zero));
    }

    private sealed record Block(List<(string Tenant, long Sequence, Digest Hash)> Leaves, DateTime Oldest);
}

/// <param name="Oldest">When the first of them was recorded.</param>
internal sealed record HashedEvents(IReadOnlyCollection<TenantLeaves> Leaves, DateTimeOffset Oldest);
