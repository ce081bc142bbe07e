using Npgsql;
using NpgsqlTypes;
using PrivacyPlatform.EventStore;

namespace PrivacyPlatform.Sealing;

/// <summary>Pointers to events that are in no tree yet, oldest first: whatever is committed is seen by the next look, in whatever order it was committed.</summary>
/// <param name="Count">How many events they stand for.</param>
internal sealed record UnsealedEvents(IReadOnlyList<UnsealedEvents.Pointer> Pointers, int Count)
{
    /// <param name="limit">About so many events; a single pointer stands for 4,096 at most.</param>
    /// <param name="aside">Pointers to leave out.</param>
    public static async Task<UnsealedEvents> Read(NpgsqlDataSource sealer, int limit, IReadOnlyCollection<long> aside, CancellationToken ct)
    {
        // A stream's versions are in the order of the pointers' ids: whoever appends second waits for the first to commit.
        // So the oldest pointers that are visible never leave out an earlier version.
        await using var command = sealer.CreateCommand(
            """
            SELECT id, seq_ids, event_count
            FROM (
                SELECT id, seq_ids, event_count, sum(event_count) OVER (ORDER BY id) - event_count AS before
                FROM (SELECT id, seq_ids, event_count FROM platform.unsealed WHERE id <> ALL ($2) ORDER BY id LIMIT $1) AS oldest
            ) AS counted
            WHERE before < $1
            """);
        command.Parameters.Add(new() { Value = limit });
        command.Parameters.Add(new() { Value = aside.ToArray() });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var pointers = new List<Pointer>();
        var count = 0;
        while (await reader.ReadAsync(ct))
        {
            pointers.Add(new(
                reader.GetInt64(0),
                [.. reader.GetFieldValue<NpgsqlRange<long>[]>(1).Select(range => (range.LowerBound, range.UpperBound - 1))]));
            count += reader.GetInt32(2);
        }

        return new(pointers, count);
    }

    /// <summary>The events' numbers as few inclusive ranges.</summary>
    public IReadOnlyList<(long First, long Last)> Ranges()
    {
        var joined = new List<(long First, long Last)>();
        foreach (var range in Pointers.SelectMany(pointer => pointer.Ranges).Order())
        {
            if (joined.Count > 0 && joined[^1].Last + 1 == range.First)
            {
                joined[^1] = (joined[^1].First, range.Last);
            }
            else
            {
                joined.Add(range);
            }
        }

        return joined;
    }

    /// <summary>Part of the transaction that seals them.</summary>
    /// <returns>False when another sealer has dealt with some of them: roll back.</returns>
    public async Task<bool> Remove(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var batch = connection.CreateBatch();
        batch.BatchCommands.Add(Sql.Command("DELETE FROM platform.unsealed WHERE id = ANY ($1)", Pointers.Select(pointer => pointer.Id).ToArray()));
        return await batch.ExecuteNonQueryAsync(ct) == Pointers.Count;
    }

    /// <param name="Ranges">Inclusive.</param>
    internal sealed record Pointer(long Id, IReadOnlyList<(long First, long Last)> Ranges)
    {
        public IEnumerable<long> Sequences => Ranges.SelectMany(range => Enumerable.Range(0, (int)(range.Last - range.First + 1)).Select(i => range.First + i));
    }
}
