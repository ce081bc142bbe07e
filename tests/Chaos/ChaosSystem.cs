using Aspire.Hosting.Local;
using Npgsql;
using PrivacyPlatform.Demo;
using PrivacyPlatform.EvidenceLog.Notes;
using PrivacyPlatform.PersonalData;
using PrivacyPlatform.Testing.Services;

namespace PrivacyPlatform.Chaos.Tests;

/// <summary>
/// PostgreSQL and RabbitMQ with the settings of production, and two instances of the consent service, each a process of its own:
/// one relays, the other stands by; both answer calls and take messages.
/// </summary>
internal sealed class ChaosSystem : IAsyncDisposable
{
    public const string Tenant = "opsduty";

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(180);

    private readonly string folder;
    private readonly Tokens tokens = new();
    private readonly string signingKey = PemSigner.NewPem();
    private readonly string rootKeys = RootKeyRing.NewEntry("chaos");
    private readonly LocalPostgres postgres;
    private readonly LocalRabbitMq rabbitmq;
    private Subscriber? subscriber;

    private ChaosSystem(string folder, LocalPostgres postgres, LocalRabbitMq rabbitmq)
    {
        (this.folder, this.postgres, this.rabbitmq) = (folder, postgres, rabbitmq);
        Instances = [.. new[] { "left", "right" }.Select(name => new ServiceInstance(
            name, (postgres.Port, rabbitmq.Port), Settings, Path.Combine(folder, $"{name}.log")))];
        Store = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(postgres.ConnectionString) { Database = "consent", Pooling = false }.ConnectionString);
    }

    public IReadOnlyList<ServiceInstance> Instances { get; }

    /// <summary>The superuser, straight to the server.</summary>
    public NpgsqlDataSource Store { get; }

    /// <summary>The administrator, straight to the server.</summary>
    public Uri Broker => rabbitmq.AdministratorUri;

    /// <summary>Ids of all announcements that another product team's subscriber received. Its queue stays for the whole run: RabbitMQ 3.10 that is killed after a quorum queue was deleted does not serve the others when it comes back.</summary>
    public ICollection<string> Heard => subscriber?.Received ?? [];

    /// <summary>Leaves logs and data behind, for somebody to look at.</summary>
    public bool KeepFolder { get; set; }

    public string Token(params string[] roles) => tokens.For(Tenant, roles);

    public static async Task<ChaosSystem> Start()
    {
        var made = Directory.CreateTempSubdirectory("privacyplatform-chaos-").FullName;
        if (!OperatingSystem.IsWindows())
        {
            // PostgreSQL may run under another account and passes through here.
            File.SetUnixFileMode(made, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        }

        var starting = LocalRabbitMq.Start(Path.Combine(made, "rabbitmq"));
        var system = new ChaosSystem(made, await LocalPostgres.Start(Path.Combine(made, "postgres")), await starting);
        try
        {
            await system.Begin();
            return system;
        }
        catch
        {
            system.KeepFolder = true;
            await system.DisposeAsync();
            throw;
        }
    }

    public ServiceInstance Named(string name) => Instances.Single(instance => string.Equals(instance.Name, name, StringComparison.Ordinal));

    /// <summary>The instance whose session holds a leader's lock.</summary>
    /// <param name="work">The lock's name, as the service calls it.</param>
    public async Task<ServiceInstance> Leader(string work)
    {
        string? leader = null;
        await Until($"{work} is led", async () =>
        {
            await using var ask = Store.CreateCommand(
                """
                SELECT a.application_name FROM pg_locks l JOIN pg_stat_activity a USING (pid)
                WHERE l.locktype = 'advisory' AND l.granted AND (l.classid::bigint << 32 | l.objid::bigint) = hashtextextended($1, 0)
                """);
            ask.Parameters.Add(new() { Value = work });
            leader = await ask.ExecuteScalarAsync() as string;
            return leader is not null;
        });
        return Named(leader!);
    }

    /// <summary>Both instances would be given callers.</summary>
    public Task Ready() => Until("both instances are ready", async () =>
    {
        var ready = await Task.WhenAll(Instances.Select(instance => instance.IsReady(CancellationToken.None)));
        return ready.All(one => one);
    });

    /// <summary>Whether nothing waits to be announced, ordered or sealed.</summary>
    public Task<bool> Settled() => Ask<bool>(
        """
        SELECT NOT EXISTS (SELECT FROM platform.outbox) AND NOT EXISTS (SELECT FROM platform.unsequenced) AND NOT EXISTS (SELECT FROM platform.unsealed)
        """);

    /// <summary>What waits where on the broker, for a failure's message.</summary>
    public Task<string> Queues() => rabbitmq.Control("list_queues", "name", "messages_ready", "messages_unacknowledged", "consumers", "state");

    public Task KillBroker() => rabbitmq.Kill();

    public Task StartBroker() => rabbitmq.Start();

    public Task KillPostgres() => postgres.Kill();

    public Task StartPostgres() => postgres.Start();

    public async Task<T> Ask<T>(string sql)
    {
        await using var command = Store.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Asks again and again until it is so.</summary>
    /// <exception cref="TimeoutException">It does not come.</exception>
    public async Task Until(string what, Func<Task<bool>> isSo)
    {
        using var bound = new CancellationTokenSource(Bound);
        using var interval = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        try
        {
            while (!await isSo())
            {
                await interval.WaitForNextTickAsync(bound.Token);
            }
        }
        catch (OperationCanceledException waited)
        {
            throw new TimeoutException($"Waited in vain until {what}; logs are in {folder}.", waited);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var instance in Instances)
        {
            await instance.DisposeAsync();
        }

        await (subscriber?.DisposeAsync() ?? ValueTask.CompletedTask);
        await Store.DisposeAsync();
        await rabbitmq.DisposeAsync();
        await postgres.DisposeAsync();
        tokens.Dispose();
        if (KeepFolder is false)
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task Begin()
    {
        await using (var server = NpgsqlDataSource.Create(postgres.ConnectionString + ";Pooling=false"))
        {
            foreach (var database in new[] { "consent", "consent_vault" })
            {
                await using var create = server.CreateCommand($"CREATE DATABASE {database}");
                await create.ExecuteNonQueryAsync();
            }
        }

        await ServiceInstance.Migrate(Settings("migration", postgres.Port, rabbitmq.Port), Path.Combine(folder, "migration.log"));
        foreach (var instance in Instances)
        {
            instance.Start();
        }

        await Ready();
        subscriber = await Subscriber.Listen(Broker, Tenant, "chaos", "", CancellationToken.None);
    }

    private Dictionary<string, string> Settings(string name, int postgresPort, int rabbitmqPort)
    {
        string Login(string database, string role, string password) => new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = postgresPort,
            Database = database,
            Username = role,
            Password = password,
            ApplicationName = name,
            SslMode = SslMode.Disable, // the proxies read along
            GssEncryptionMode = GssEncryptionMode.Disable,
        }.ConnectionString;
        var owner = new NpgsqlConnectionStringBuilder(postgres.ConnectionString);
        return new(StringComparer.Ordinal)
        {
            ["ConnectionStrings__store-owner"] = Login("consent", owner.Username!, owner.Password!),
            ["ConnectionStrings__store"] = Login("consent", "consent_service", "service"),
            ["ConnectionStrings__store-relay"] = Login("consent", "consent_relay", "relay"),
            ["ConnectionStrings__store-sealer"] = Login("consent", "consent_sealer", "sealer"),
            ["ConnectionStrings__vault-owner"] = Login("consent_vault", owner.Username!, owner.Password!),
            ["ConnectionStrings__vault"] = Login("consent_vault", "consent_vault", "vault"),
            ["ConnectionStrings__rabbitmq"] = new UriBuilder(rabbitmq.AdministratorUri) { Port = rabbitmqPort }.Uri.ToString(),
            // The one user of this broker is everybody here.
            ["Bus__Tenants__administrator__0"] = Tenant,
            ["Auth__Issuer"] = Tokens.Issuer,
            ["Auth__Audience"] = Tokens.Audience,
            ["Auth__JwksFile"] = tokens.JwksFile,
            ["Evidence__Origin"] = "chaos.privacyplatform.invalid/consent",
            ["Evidence__SigningKey"] = signingKey,
            ["Vault__RootKeys"] = rootKeys,
        };
    }
}
