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
            last = await relay.Ask<int>("SELECT platform.sequence_events($1)", ct, Most);
            all += last;
        }
        while (last >= Most);

        return all;
    }

    /// <summary>The oldest pointer to events that have no place yet, whatever its number means; 0 for none. It stays the same when nothing moves.</summary>
    public Task<long> OldestWaiting(CancellationToken ct = default) => relay.Ask<long>("SELECT coalesce(min(id), 0) FROM platform.unsequenced", ct);
}
