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

[assembly: AssemblyFixture(typeof(PrivacyPlatform.Consent.Service.Tests.ConsentApp))]

namespace PrivacyPlatform.Consent.Service.Tests;

/// <summary>
/// The whole service on real ports over a real, migrated PostgreSQL; its clock is set by hand. No broker is there: what the service
/// announces waits in its outbox, and messages have tests of their own.
/// </summary>
public sealed class ConsentApp : IAsyncLifetime
{
    private readonly Tokens tokens = new();
    private TestDatabase? database;
    private Factory? factory;
    private GrpcChannel? channel;
    private int tenants;

    public HttpClient Http { get; private set; } = new();

    public ManualClock Clock { get; } = new(new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero));

    public V1.ConsentService.ConsentServiceClient Client => new(channel!);

    public string Admin => database!.Admin;

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
        await using (var owner = NpgsqlDataSource.Create(database.Owner))
        {
            await StoreSchema.Migrate(owner, StoreRoles.Of(database.Service, database.Relay), MigrationScript.EmbeddedIn(typeof(ConsentGrpc).Assembly));
        }

        factory = new Factory(database, tokens, Clock);
        factory.UseKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, http => http.Protocols = HttpProtocols.Http1);
            kestrel.Listen(IPAddress.Loopback, 0, grpc => grpc.Protocols = HttpProtocols.Http2);
        });
        factory.StartServer();
        var addresses = Get<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ToArray();
        Http.BaseAddress = new Uri(addresses[0]);
        channel = GrpcChannel.ForAddress(addresses[1]);
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
        if (database is not null)
        {
            await database.DisposeAsync();
        }
    }

    private sealed class Factory(TestDatabase database, Tokens tokens, TimeProvider clock) : WebApplicationFactory<Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder) => builder
            .UseSetting("ConnectionStrings:store", database.Service)
            .UseSetting("ConnectionStrings:store-relay", database.Relay)
            .UseSetting("ConnectionStrings:rabbitmq", "amqp://nobody:nothing@127.0.0.1:1/")
            .UseSetting("Auth:Issuer", Tokens.Issuer)
            .UseSetting("Auth:Audience", Tokens.Audience)
            .UseSetting("Auth:JwksFile", tokens.JwksFile)
            .UseSetting("Logging:LogLevel:Default", "None")
            .ConfigureServices(services => services.AddSingleton(clock));
    }
}
