using System.Net;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.Testing.Postgres;
using PrivacyPlatform.Testing.RabbitMq;

[assembly: AssemblyFixture(typeof(PrivacyPlatform.Consent.Service.Tests.ConsentApp))]

namespace PrivacyPlatform.Consent.Service.Tests;

/// <summary>
/// The whole service on real ports over a real, migrated PostgreSQL and a real RabbitMQ; its clock is set by hand.
/// </summary>
public sealed class ConsentApp : IAsyncLifetime
{
    private readonly Tokens tokens = new();
    private TestDatabase? database;
    private TestBroker? broker;
    private Factory? factory;
    private GrpcChannel? channel;
    private int tenants;

    public HttpClient Http { get; private set; } = new();

    public ManualClock Clock { get; } = new(new DateTimeOffset(2026, 6, 1, 9, 0, 0, TimeSpan.Zero));

    public V1.ConsentService.ConsentServiceClient Client => new(channel!);

    public string Admin => database!.Admin;

    public TestBroker Broker => broker!;

    public T Get<T>()
        where T : notnull => factory!.Services.GetRequiredService<T>();

    /// <summary>A tenant of a test's own, in which nothing is defined yet.</summary>
    public TestTenant NewTenant() => new(this, $"tenant-{Interlocked.Increment(ref tenants)}", tokens);

    /// <summary>The same, with the newsletter (consent), the service (contract) and the privacy policy.</summary>
    public async Task<TestTenant> Tenant()
    {
        var tenant = NewTenant();
        await tenant.Define("newsletter", V1.LegalBasis.Consent);
        await tenant.Define("service-status", V1.LegalBasis.Consent);
        await tenant.Define("provide-service", V1.LegalBasis.Contract);
        await Client.PublishNoticeAsync(Requests.Notice(), tenant.As("operator"));
        return tenant;
    }

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.Create();
        broker = await TestBroker.Create();
        await using (var owner = NpgsqlDataSource.Create(database.Owner))
        {
            await StoreSchema.Migrate(owner, StoreRoles.Of(database.Service, database.Relay), MigrationScript.EmbeddedIn(typeof(ConsentGrpc).Assembly));
        }

        factory = new Factory(database, broker.Administrator, tokens, Clock);
        factory.UseKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, http => http.Protocols = HttpProtocols.Http1);
            kestrel.Listen(IPAddress.Loopback, 0, grpc => grpc.Protocols = HttpProtocols.Http2);
        });
        factory.StartServer();
        var addresses = Get<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ToArray();
        Http.BaseAddress = new Uri(addresses[0]);
        channel = GrpcChannel.ForAddress(addresses[1]);
        await Ready();
    }

    /// <summary>Consumers and relay are there, as a load balancer would ask: a message published now finds its queue.</summary>
    private async Task Ready()
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var interval = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!(await Http.GetAsync("/health/ready", bound.Token)).IsSuccessStatusCode)
        {
            await interval.WaitForNextTickAsync(bound.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        channel?.Dispose();
        if (factory is not null)
        {
            await factory.DisposeAsync();
        }

        tokens.Dispose();
        if (broker is not null)
        {
            await broker.DisposeAsync();
        }

        if (database is not null)
        {
            await database.DisposeAsync();
        }
    }

    private sealed class Factory(TestDatabase database, Uri broker, Tokens tokens, TimeProvider clock) : WebApplicationFactory<Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder) => builder
            .UseSetting("ConnectionStrings:store", database.Service)
            .UseSetting("ConnectionStrings:store-relay", database.Relay)
            .UseSetting("ConnectionStrings:rabbitmq", broker.ToString())
            .UseSetting($"Bus:Tenants:{TestBroker.UserOf(broker)}:0", "*")
            .UseSetting("Auth:Issuer", Tokens.Issuer)
            .UseSetting("Auth:Audience", Tokens.Audience)
            .UseSetting("Auth:JwksFile", tokens.JwksFile)
            .UseSetting("Logging:LogLevel:Default", "None")
            .ConfigureServices(services => services.AddSingleton(clock));
    }
}
