using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Local;
using Npgsql;

namespace Aspire.Hosting.Orchestration;

/// <summary>A PostgreSQL server of the model as a private local one, with its databases.</summary>
internal sealed class LocalPostgresResource(
    PostgresServerResource server,
    IReadOnlyList<PostgresDatabaseResource> databases,
    LocalFolders folders,
    ResourceNotificationService notifications,
    Action<string> say)
    : ILocalResource
{
    private LocalPostgres? _postgres;

    public string Address => $"{server.PrimaryEndpoint.Host}:{server.PrimaryEndpoint.Port}";

    public Task<int> Exited => _postgres?.Exited ?? new TaskCompletionSource<int>().Task;

    public async Task Start(CancellationToken cancellationToken)
    {
        if (_postgres is null)
        {
            string folder = await DataFolder.Reachable(
                DataFolder.Of(server, PostgresBuilderExtensions.DataPath, folders), server.Name, LocalAccount.ForPostgres(), folders, say, cancellationToken);
            _postgres = LocalPostgres.In(folder, new LocalPostgresOptions
            {
                Port = server.PrimaryEndpoint.Port,
                UserName = await server.UserNameReference.GetValueAsync(cancellationToken) ?? "",
                Password = await server.PasswordParameter.GetValueAsync(cancellationToken),
                Arguments = await server.GetArgumentValuesAsync(),
                LogFile = folders.LogOf(server.Name),
                PidFolder = folders.PidsOf(server.Name),
            });
        }

        await _postgres.Start(cancellationToken);
        foreach (PostgresDatabaseResource database in databases)
        {
            await Create(database.DatabaseName, _postgres.ConnectionString, cancellationToken);
            notifications.Publish(database.Name, new ResourceStatus(ResourceState.Healthy));
        }
    }

    // The process answers for itself: it was seen to accept connections, and Exited says when it is gone.
    public Task<bool> IsHealthy(CancellationToken cancellationToken) => Task.FromResult(true);

    public async Task Stop()
    {
        foreach (PostgresDatabaseResource database in databases)
        {
            notifications.Publish(database.Name, new ResourceStatus(ResourceState.Stopped));
        }

        await (_postgres?.Stop() ?? Task.CompletedTask);
    }

    private static async Task Create(string database, string administrator, CancellationToken cancellationToken)
    {
        string once = new NpgsqlConnectionStringBuilder(administrator) { Pooling = false }.ConnectionString;
        await using var connection = new NpgsqlConnection(once);
        try
        {
            await connection.OpenAsync(cancellationToken);
            await using var exists = new NpgsqlCommand("SELECT 1 FROM pg_database WHERE datname = $1", connection) { Parameters = { new() { Value = database } } };
            if (await exists.ExecuteScalarAsync(cancellationToken) is null)
            {
                string name = database.Replace("\"", "\"\"", StringComparison.Ordinal);
                await using var create = new NpgsqlCommand($"CREATE DATABASE \"{name}\"", connection);
                await create.ExecuteNonQueryAsync(cancellationToken);
            }
        }
        catch (NpgsqlException failure)
        {
            throw new LocalServerException($"The database '{database}' could not be made: {failure.Message}", failure);
        }
    }
}
