using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.Messaging.Tests.Trial;
using PrivacyPlatform.Testing.Postgres;
using PrivacyPlatform.Testing.RabbitMq;

namespace PrivacyPlatform.Messaging.Tests;

/// <summary>A migrated database and a virtual host for one test class, and services that announce what is appended.</summary>
public sealed class RelayFixture : IAsyncLifetime
{
    public const string Exchange = "privacyplatform.trial.v1.SampleRecorded";

    private static readonly DateTimeOffset Start = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    private readonly List<IHost> services = [];
    private ServiceProvider store = null!;
    private readonly ConcurrentDictionary<string, long> versions = new(StringComparer.Ordinal);
    private int commands;

    public static AnnouncementMap Map { get; } = new AnnouncementMap()
        .Announce("trial_recorded", recorded => new SampleRecorded { SubjectId = recorded.Stream, Version = recorded.Version, Categories = { recorded.Tenant } })
        .NotAnnounced("trial_noted", "Of no use to anybody else.");

    public TestDatabase Database { get; private set; } = null!;

    public TestBroker Broker { get; private set; } = null!;

    /// <summary>Id and time of the command that was appended last.</summary>
    public (Guid Id, DateTimeOffset RecordedAt) LastCommand => Command(commands);

    public async ValueTask InitializeAsync()
    {
        Database = await TestDatabase.Create();
        await using var owner = NpgsqlDataSource.Create(Database.Owner);
        await StoreSchema.Migrate(owner, StoreRoles.Of(Database.Service, Database.Relay), []);
        store = new ServiceCollection().AddEventStore(Store).BuildServiceProvider();
        Broker = await TestBroker.Create();
    }

    /// <summary>Starts an instance of the service.</summary>
    public async Task<IServiceProvider> StartService(Uri? broker = null, AnnouncementMap? map = null, Action<RelayOptions>? configure = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Configuration.AddInMemoryCollection([new("ConnectionStrings:rabbitmq", (broker ?? Broker.Administrator).ToString())]);
        builder.Services.AddEventStore(Store);
        builder.Services.AddMessaging(builder.Configuration, bus => bus.Service("trial").Announce(map ?? Map));
        builder.Services.Configure<RelayOptions>(options =>
        {
            options.Standby = TimeSpan.FromMilliseconds(100);
            options.Stopped = TimeSpan.FromMilliseconds(100);
            configure?.Invoke(options);
        });
        var service = builder.Build();
        services.Add(service);
        await service.StartAsync();
        return service.Services;
    }

    /// <summary>Stops the instance as a deployment does.</summary>
    public async Task StopService(IServiceProvider service)
    {
        var host = services.Single(one => one.Services == service);
        services.Remove(host);
        await host.StopAsync();
        host.Dispose();
    }

    /// <summary>May be called by several at once, for different streams.</summary>
    public async Task Append(string stream, string type = "trial_recorded", int events = 1, string? correlation = null)
    {
        var (id, recordedAt) = Command(Interlocked.Increment(ref commands));
        var expected = versions.GetValueOrDefault(stream);
        await store.GetRequiredService<EventAppender>().Append(
            [new("trial", stream, expected, [.. Enumerable.Repeat(new EventData(type, 1, "{}"), events)])],
            new CommandEnvelope
            {
                CommandId = id,
                Tenant = "acme",
                Actor = "tester",
                OccurredAt = Start,
                RecordedAt = recordedAt,
                CorrelationId = correlation,
                CausationId = "cause-1",
            });
        versions[stream] = expected + events;
    }

    /// <summary>Returns when nothing waits to be announced.</summary>
    public Task OutboxIsEmpty() => Until("NOT EXISTS (SELECT FROM platform.outbox)");

    /// <summary>Asks the database until the answer is yes: the pause is the server's, the bound ours.</summary>
    public async Task Until(string condition) => await Until(async admin =>
    {
        await using var ask = new NpgsqlCommand($"SELECT {condition}", admin);
        return await ask.ExecuteScalarAsync() is true;
    });

    public Task Until(Func<bool> condition) => Until(_ => Task.FromResult(condition()));

    public async Task StopServices()
    {
        foreach (var service in services.ToArray())
        {
            await StopService(service.Services);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        await Database.DisposeAsync();
        await Broker.DisposeAsync();
    }

    private async Task Until(Func<NpgsqlConnection, Task<bool>> condition)
    {
        await using var admin = new NpgsqlConnection(Database.Admin + ";Pooling=false");
        await admin.OpenAsync();
        for (var tries = 0; !await condition(admin); tries++)
        {
            tries.ShouldBeLessThan(3000, "it did not come");
            await using var pause = new NpgsqlCommand("SELECT pg_sleep(0.02)", admin);
            await pause.ExecuteNonQueryAsync();
        }
    }

    private static (Guid Id, DateTimeOffset RecordedAt) Command(int number) => (new Guid(number, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 1), Start.AddSeconds(number));

    public void Store(EventStoreOptions options) => (options.Store, options.StoreRelay) = (Database.Service, Database.Relay);
}
