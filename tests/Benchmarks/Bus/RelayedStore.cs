using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PrivacyPlatform.Benchmarks.Store;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.Messaging;
using RabbitMQ.Client;

namespace PrivacyPlatform.Benchmarks.Bus;

/// <summary>A store, a quorum queue that hears what it announces, and a service that relays, when it is started.</summary>
internal sealed class RelayedStore : IAsyncDisposable
{
    public const string Queue = "bench";

    private readonly Uri broker;
    private readonly IConnection connection;
    private IHost? service;

    private RelayedStore(StoreDatabase database, Uri broker, IConnection connection, IChannel channel) =>
        (Database, this.broker, this.connection, Channel) = (database, broker, connection, channel);

    public StoreDatabase Database { get; }

    /// <summary>For the bench's own use of the queue.</summary>
    public IChannel Channel { get; }

    /// <summary>Another connection to the broker.</summary>
    public Task<IConnection> Connect(CancellationToken ct) => new ConnectionFactory { Uri = broker, AutomaticRecoveryEnabled = false }.CreateConnectionAsync(ct);

    public static async Task<RelayedStore> Create(Bench bench, CancellationToken ct)
    {
        var connected = await new ConnectionFactory { Uri = bench.Broker, AutomaticRecoveryEnabled = false }.CreateConnectionAsync(ct);
        var channel = await connected.CreateChannelAsync(cancellationToken: ct);
        await channel.QueueDeclareAsync(
            Queue, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" }, cancellationToken: ct);
        foreach (var message in AnnouncedLedger.Map.Messages)
        {
            await channel.ExchangeDeclareAsync(message.FullName, MessageExchange.Type, durable: true, cancellationToken: ct);
            await channel.QueueBindAsync(Queue, message.FullName, MessageExchange.EveryTenant, cancellationToken: ct);
        }

        return new(await bench.Database(), bench.Broker, connected, channel);
    }

    public async Task Start(CancellationToken ct)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection([new("ConnectionStrings:rabbitmq", broker.ToString())]);
        builder.Services.AddEventStore(options => (options.Store, options.StoreRelay) = (Database.ServiceConnection, Database.RelayConnection));
        builder.Services.AddMessaging(builder.Configuration, bus => bus.Service("bench").Announce(AnnouncedLedger.Map));
        service = builder.Build();
        await service.StartAsync(ct);
    }

    public async Task Stop(CancellationToken ct)
    {
        if (service is { } running)
        {
            service = null;
            await running.StopAsync(ct);
            running.Dispose();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Stop(CancellationToken.None);
        await Channel.DisposeAsync();
        await connection.DisposeAsync();
        await Database.DisposeAsync();
    }
}
