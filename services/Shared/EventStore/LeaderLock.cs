using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace PrivacyPlatform.EventStore;

/// <summary>Lets one instance of a service at a time do some work: an advisory lock that lives and dies with a database connection.</summary>
public sealed class LeaderLock([FromKeyedServices(EventStoreRegistration.Relay)] NpgsqlDataSource relay)
{
    /// <summary>The leadership, or null while another holds it.</summary>
    public Task<Leadership?> TryAcquire(string name, CancellationToken ct = default) =>
        throw new NotSupportedException(relay.ConnectionString);
}

/// <summary>Held until disposed of or <see cref="Lost"/>.</summary>
public abstract class Leadership : IAsyncDisposable
{
    /// <summary>Canceled when the connection died: from then on another may lead, so stop at once.</summary>
    public abstract CancellationToken Lost { get; }

    public abstract ValueTask DisposeAsync();
}
