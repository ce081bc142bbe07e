using Npgsql;

namespace PrivacyPlatform.EventStore;

/// <summary>
/// Forgets the ids of commands that are too old to come again, a few pages of the table at a time. One that stored events is still known afterwards,
/// by its events' ids; one that changed nothing is decided anew, like one that was refused.
/// </summary>
public sealed class InboxRetention(NpgsqlDataSource relay, TimeSpan keep)
{
    /// <summary>What the database keeps in any case.</summary>
    public static readonly TimeSpan Least = TimeSpan.FromDays(7);

    /// <summary>One transaction's work: a mebibyte.</summary>
    private const int Pages = 128;

    /// <summary>Goes through the whole table once.</summary>
    /// <param name="rest">After each piece: appends go first.</param>
    /// <returns>How many were forgotten.</returns>
    public async Task<long> Sweep(TimeSpan rest, TimeProvider clock, CancellationToken ct = default)
    {
        var forgotten = 0L;
        var size = await relay.Ask<long>("SELECT pg_relation_size('platform.inbox') / current_setting('block_size')::integer", ct);
        for (var page = 0L; page < size; page += Pages)
        {
            forgotten += await relay.Ask<int>("SELECT platform.forget_commands($1, $2, $3)", ct, keep, page, Pages);
            await Task.Delay(rest, clock, ct);
        }

        return forgotten;
    }
}
