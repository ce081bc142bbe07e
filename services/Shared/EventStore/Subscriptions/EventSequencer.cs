using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace PrivacyPlatform.EventStore;

/// <summary>Gives committed events their places in the feed. Any instance may do it at any time: the database lets one at a time.</summary>
public sealed class EventSequencer([FromKeyedServices(EventStoreRegistration.Relay)] NpgsqlDataSource relay)
{
    /// <summary>About so many events in one transaction.</summary>
    private const int Most = 16_384;

    /// <summary>Everything that was committed before the call has its place when it returns.</summary>
    /// <returns>How many events were given places by this call.</returns>
    public async Task<int> Run(CancellationToken ct = default)
    {
        var (all, last) = (0, 0);
        do
        {
            await using var command = relay.CreateCommand("SELECT platform.sequence_events($1)");
            command.Parameters.Add(new() { Value = Most });
            last = (int)(await command.ExecuteScalarAsync(ct))!;
            all += last;
        }
        while (last >= Most);

        return all;
    }

    /// <summary>The oldest pointer to events that have no place yet, whatever its number means; 0 for none. It stays the same when nothing moves.</summary>
    public async Task<long> OldestWaiting(CancellationToken ct = default)
    {
        await using var command = relay.CreateCommand("SELECT coalesce(min(id), 0) FROM platform.unsequenced");
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }
}
