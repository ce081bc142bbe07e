using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace PrivacyPlatform.AppHost;

/// <summary>The servers that the services share on a developer's machine, and the keys that they check tokens with.</summary>
internal sealed record Platform(
    IResourceBuilder<PostgresServerResource> Postgres, IResourceBuilder<RabbitMQServerResource> RabbitMq, string TokenKeys)
{
    /// <summary>
    /// A service with everything that is its own: the database of its events and the one of its subjects' keys, a login for each job, its user on
    /// the broker, its keys, the migration that runs before it, and the process.
    /// </summary>
    /// <param name="name">In lower case: also its database's name and the first word of its queues.</param>
    internal IResourceBuilder<ProjectResource> AddService<TProject>(string name)
        where TProject : IProjectMetadata, new()
    {
        var builder = Postgres.ApplicationBuilder;
        var storeDb = Postgres.AddDatabase($"{name}-db", name);
        var store = storeDb.AddLogin($"{name}-store", $"{name}_service");
        var relay = storeDb.AddLogin($"{name}-store-relay", $"{name}_relay");
        var sealer = storeDb.AddLogin($"{name}-store-sealer", $"{name}_sealer");
        // A database of its own, so that its backups can be fewer and younger than those of the events (docs/adr/0010).
        var vaultDb = Postgres.AddDatabase($"{name}-vault-db", $"{name}_vault");
        var vault = vaultDb.AddLogin($"{name}-vault", $"{name}_vault");
        var broker = RabbitMq.AddUser($"{name}-broker", BrokerUser.Service(name));

        var migrations = builder.AddProject<TProject>($"{name}-migrations", launchProfileName: null)
            .WithArgs("--migrate")
            .WithReference(storeDb, "store-owner")
            .WithReference(store, "store")
            .WithReference(relay, "store-relay")
            .WithReference(sealer, "store-sealer")
            .WithReference(vaultDb, "vault-owner")
            .WithReference(vault, "vault")
            .WaitFor(storeDb)
            .WaitFor(vaultDb);

        return builder.AddProject<TProject>(name, launchProfileName: null)
            .WithServicePorts()
            .WithTokenKeys(TokenKeys)
            .WithServiceKeys(name)
            .WithReference(store, "store")
            .WithReference(relay, "store-relay")
            .WithReference(sealer, "store-sealer")
            .WithReference(vault, "vault")
            .WithReference(broker, "rabbitmq")
            .WaitFor(RabbitMq)
            .WaitForCompletion(migrations)
            .WithHttpHealthCheck("/health/ready", endpointName: "http");
    }
}
