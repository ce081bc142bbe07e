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
        var found = await sealer.Query(
            """
            SELECT id, seq_ids, event_count
            FROM (
                SELECT id, seq_ids, event_count, sum(event_count) OVER (ORDER BY id) - event_count AS before
                FROM (SELECT id, seq_ids, event_count FROM platform.unsealed WHERE id <> ALL ($2) ORDER BY id LIMIT $1) AS oldest
            ) AS counted
            WHERE before < $1
            """,
            row => (
                Pointer: new Pointer(row.GetInt64(0), [.. row.GetFieldValue<NpgsqlRange<long>[]>(1).Select(range => (range.LowerBound, range.UpperBound - 1))]),
                Count: row.GetInt32(2)),
            ct,
            limit,
            aside.ToArray());
        return new([.. found.Select(row => row.Pointer)], found.Sum(row => row.Count));
    }

    /// <summary>The events' numbers as few inclusive ranges.</summary>
    public IReadOnlyList<(long First, long Last)> Ranges() => SequenceRanges.Joined(Pointers.SelectMany(pointer => pointer.Ranges));

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
