using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using PrivacyPlatform.Testing.Postgres;

namespace PrivacyPlatform.EventStore.Tests;

/// <summary>A migrated database of its own for a test class, and the store over it as a service registers it.</summary>
public sealed class StoreFixture : IAsyncLifetime
{
    public static readonly MigrationScript ReadModel = new(
        "0001-tally.sql",
        """
        CREATE TABLE read.tally (
            tenant_id varchar NOT NULL, key varchar NOT NULL, total integer NOT NULL CHECK (total <> 131313), version bigint NOT NULL, at timestamptz NOT NULL,
            PRIMARY KEY (tenant_id, key));
        SELECT platform.isolate_tenant('read.tally');
        """);

    public static readonly MigrationScript Projected = new(
        "0002-tally-counts.sql",
        """
        CREATE TABLE read.tally_counts_a (
            tenant_id varchar NOT NULL, key varchar NOT NULL, total bigint NOT NULL CHECK (total <> 131313), digest varchar NOT NULL,
            PRIMARY KEY (tenant_id, key));
        SELECT platform.projected_table('tally-counts', 'read.tally_counts');
        """);

    private static readonly DateTimeOffset Start = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    private TestDatabase? database;
    private ServiceProvider? services;
    private int commands;
    private readonly List<IHostedService> background = [];

    public TestDatabase Database => database!;

    public CommandExecutor Executor => Get<CommandExecutor>();

    public EventAppender Appender => Get<EventAppender>();

    public StreamReader Reader => Get<StreamReader>();

    public Outbox Outbox => Get<Outbox>();

    public T Get<T>()
        where T : notnull => services!.GetRequiredService<T>();

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.Create();
        await using (var owner = NpgsqlDataSource.Create(database.Owner))
        {
            await StoreSchema.Migrate(owner, StoreRoles.Of(database.Service, database.Relay), [ReadModel, Projected]);
        }

        services = new ServiceCollection()
            .AddLogging()
            .AddEventStore(options =>
            {
                options.Store = database.Service;
                options.StoreRelay = database.Relay;
            })
            .BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        await StopBackground();
        await services!.DisposeAsync();
        await database!.DisposeAsync();
    }

    /// <summary>Runs the store's own background work, as a host does, until the fixture is disposed of.</summary>
    public async Task StartBackground()
    {
        foreach (var service in services!.GetServices<IHostedService>())
        {
            background.Add(service);
            await service.StartAsync(CancellationToken.None);
        }
    }

    public async Task StopBackground()
    {
        foreach (var service in background)
        {
            await service.StopAsync(CancellationToken.None);
        }

        background.Clear();
    }

    /// <summary>A new command: its id and time count up from fixed ones.</summary>
    public CommandEnvelope Envelope(string tenant = "acme")
    {
        var number = Interlocked.Increment(ref commands);
        return new()
        {
            CommandId = new Guid(number, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 1),
            Tenant = tenant,
            Actor = "tester",
            OccurredAt = Start.AddMinutes(number),
            RecordedAt = Start.AddMinutes(number).AddSeconds(5),
        };
    }

    public Task<Outcome> Add(string key, int amount, CommandEnvelope? envelope = null, int times = 1) =>
        Executor.Execute(Tally.Stream, key, new Tally.Add(amount, times), envelope ?? Envelope());

    public async Task<IReadOnlyList<RecordedEvent>> History(string key, AsOf? asOf = null, string tenant = "acme")
    {
        var events = new List<RecordedEvent>();
        await foreach (var recorded in Reader.Read(tenant, Tally.Stream.IdOf(key), asOf))
        {
            events.Add(recorded);
        }

        return events;
    }

    /// <summary>One value as the superuser, whom no policy binds.</summary>
    public async Task<T> Ask<T>(string sql, params object[] values)
    {
        await using var admin = new NpgsqlConnection(Database.Admin);
        await admin.OpenAsync();
        await using var command = new NpgsqlCommand(sql, admin);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Asks until the answer is yes: the pause is the server's, the bound ours.</summary>
    public async Task Until(string condition)
    {
        for (var tries = 0; !await Ask<bool>($"SELECT {condition}"); tries++)
        {
            tries.ShouldBeLessThan(3000, condition);
            await Ask<object>("SELECT pg_sleep(0.02)::text");
        }
    }
}
