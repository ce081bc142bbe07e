using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace PrivacyPlatform.EventStore;

/// <summary>Lets one instance of a service at a time do some work: an advisory lock that lives and dies with a database connection.</summary>
public sealed class LeaderLock([FromKeyedServices(EventStoreRegistration.Relay)] NpgsqlDataSource relay)
{
    /// <summary>The leadership, or null while another holds it. Names are the database's own: services with other databases do not meet.</summary>
    public async Task<Leadership?> TryAcquire(string name, CancellationToken ct = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var connection = await relay.OpenConnectionAsync(ct);
        try
        {
            // Keepalives let the server notice within seconds that a leader's machine is gone, and free the lock.
            await using var batch = connection.CreateBatch();
            batch.BatchCommands.Add(new("SET tcp_keepalives_idle = 5"));
            batch.BatchCommands.Add(new("SET tcp_keepalives_interval = 2"));
            batch.BatchCommands.Add(new("SET tcp_keepalives_count = 3"));
            batch.BatchCommands.Add(Sql.Command("SELECT pg_try_advisory_lock(hashtextextended($1, 0))", name));
            if (await batch.ExecuteScalarAsync(ct) is true)
            {
                return new Leadership(connection);
            }
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        await connection.DisposeAsync();
        return null;
    }
}
