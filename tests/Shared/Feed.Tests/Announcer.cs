using System.Collections.Concurrent;
using System.Globalization;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PrivacyPlatform.Consent.V1;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.Messaging;
using PrivacyPlatform.ServiceDefaults;
using PrivacyPlatform.Testing.Postgres;
using PrivacyPlatform.Testing.RabbitMq;
using PrivacyPlatform.Testing.Services;

namespace PrivacyPlatform.Feed.Tests;

/// <summary>A whole service with a store, a bus and a feed, on real ports.</summary>
public sealed class Announcer : IAsyncLifetime
{
    public const string Defined = "privacyplatform.consent.v1.PurposeDefined";

    private static readonly DateTimeOffset Start = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    private readonly Tokens tokens = new();
    private readonly ConcurrentDictionary<string, long> versions = new(StringComparer.Ordinal);
    private readonly List<IDisposable> callers = [];
    private TestDatabase database = null!;
    private WebApplication app = null!;
    private GrpcChannel channel = null!;
    private int commands;

    public TestBroker Broker { get; private set; } = null!;

    public HttpClient Http { get; private set; } = null!;

    public StoreGate Gate => app.Services.GetRequiredService<StoreGate>();

    internal V1.FeedService.FeedServiceClient Feed => new(channel);

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.Create();
        await using (var owner = NpgsqlDataSource.Create(database.Owner))
        {
            await StoreSchema.Migrate(owner, StoreRoles.Of(database.Service, database.Relay), []);
        }

        Broker = await TestBroker.Create();
        await StartService();
    }

    public async ValueTask DisposeAsync()
    {
        await StopService();
        callers.ForEach(caller => caller.Dispose());
        await database.DisposeAsync();
        await Broker.DisposeAsync();
        tokens.Dispose();
    }

    public async Task StopService()
    {
        // Its callers stay: what the service has said to them they may still be about to read.
        await app.StopAsync();
        await app.DisposeAsync();
    }

    public async Task StartService()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Logging:Console:LogLevel:Default"] = "None",
            ["Kestrel:Endpoints:Grpc:Url"] = "http://127.0.0.1:0",
            ["Kestrel:Endpoints:Grpc:Protocols"] = "Http2",
            ["Kestrel:Endpoints:Http:Url"] = "http://127.0.0.1:0",
            ["Kestrel:Endpoints:Http:Protocols"] = "Http1",
            ["Auth:Issuer"] = Tokens.Issuer,
            ["Auth:Audience"] = Tokens.Audience,
            ["Auth:JwksFile"] = tokens.JwksFile,
            ["ConnectionStrings:store"] = database.Service,
            ["ConnectionStrings:store-relay"] = database.Relay,
            ["ConnectionStrings:rabbitmq"] = Broker.Administrator.ToString(),
            ["Feed:ReadersOfATenant"] = "2",
            ["Feed:Page"] = "7",
            ["Feed:Quiet"] = "00:00:00.2",
        });
        builder.AddServiceDefaults();
        builder.AddStore();
        builder.AddBus(bus => bus.Service("trial").Announce(new AnnouncementMap()
            .Announce("trial_defined", recorded => new PurposeDefined { PurposeId = recorded.Stream, Version = recorded.Version })
            .Announce("trial_published", recorded => new NoticePublished { Url = recorded.Stream, Version = recorded.Version })
            .NotAnnounced("trial_noted", "Of no use to anybody else.")));
        builder.AddFeed();
        app = builder.Build();
        app.MapDefaultEndpoints();
        app.MapFeed();
        await app.StartAsync();
        channel = GrpcChannel.ForAddress(app.Urls.First());
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.Last()) };
        callers.AddRange([channel, Http]);
    }

    public Metadata As(string tenant, string role = "reader", TimeSpan? lifetime = null) => new() { { "authorization", Bearer(tenant, role, lifetime) } };

    public string Bearer(string tenant, string role = "reader", TimeSpan? lifetime = null) => $"Bearer {tokens.For(tenant, lifetime ?? TimeSpan.FromMinutes(30), role)}";

    public async Task Append(string tenant, string stream, string type = "trial_defined", int events = 1)
    {
        var number = Interlocked.Increment(ref commands);
        var expected = versions.GetOrAdd($"{tenant} {stream}", 0);
        await app.Services.GetRequiredService<EventAppender>().Append(
            [new("trial", stream, expected, [.. Enumerable.Repeat(new EventData(type, 1, "{}"), events)])],
            new CommandEnvelope
            {
                CommandId = new Guid(number, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 1),
                Tenant = tenant,
                Actor = "tester",
                OccurredAt = Start,
                RecordedAt = Start.AddSeconds(number),
                CorrelationId = number.ToString(CultureInfo.InvariantCulture),
            });
        versions[$"{tenant} {stream}"] = expected + events;
    }

    /// <summary>What comes until the feed has been caught up with.</summary>
    internal async Task<IReadOnlyList<V1.ReadResponse>> ReadAll(string tenant, V1.ReadRequest? request = null)
    {
        request ??= new();
        request.UntilCaughtUp = true;
        using var call = Feed.Read(request, As(tenant), deadline: TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(60));
        var responses = new List<V1.ReadResponse>();
        while (await call.ResponseStream.MoveNext(CancellationToken.None))
        {
            responses.Add(call.ResponseStream.Current);
        }

        return responses;
    }
}
