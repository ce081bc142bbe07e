using Npgsql;
using NpgsqlTypes;

namespace PrivacyPlatform.EventStore;

/// <summary>A row of <c>platform.feed</c>: consecutive positions and the numbers of the events that have them.</summary>
/// <param name="First">The first position.</param>
/// <param name="Ranges">The events' numbers, ascending; every number in them is an event.</param>
internal sealed record FeedChunk(long First, IReadOnlyList<(long First, long Last)> Ranges)
{
    public static FeedChunk Read(NpgsqlDataReader row) => new(
        row.GetInt64(0),
        [.. row.GetFieldValue<NpgsqlRange<long>[]>(1).Select(range => (range.LowerBound, range.UpperBound - 1))]);

    /// <summary>The numbers of the events behind a position, as few ranges, at most so many events.</summary>
    public static IReadOnlyList<(long First, long Last)> Behind(IEnumerable<FeedChunk> chunks, long position, int limit)
    {
        var found = new List<(long First, long Last)>();
        var wanted = (long)limit;
        foreach (var chunk in chunks)
        {
            var at = chunk.First;
            foreach (var (first, last) in chunk.Ranges)
            {
                var size = last - first + 1;
                if (at + size - 1 > position)
                {
                    var from = first + Math.Max(0, position + 1 - at);
                    var to = Math.Min(last, from + wanted - 1);
                    found.Add((from, to));
                    wanted -= to - from + 1;
                }

                at += size;
                if (wanted == 0)
                {
                    return found;
                }
            }
        }

        return found;
    }
}
