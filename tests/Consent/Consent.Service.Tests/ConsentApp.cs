using System.Net;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.EvidenceLog.Notes;
using PrivacyPlatform.EvidenceLog.V1;
using PrivacyPlatform.Feed.V1;
using PrivacyPlatform.PersonalData;
using PrivacyPlatform.Sealing;
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
    private readonly string signingKey = PemSigner.NewPem();
    private readonly string rootKeys = RootKeyRing.NewEntry("tests");
    private TestDatabase? database;
    private TestDatabase? vault;
    private TestBroker? broker;
    private Factory? factory;
    private GrpcChannel? channel;
    private int tenants;

    public HttpClient Http { get; private set; } = new();

    public ManualClock Clock { get; } = new(new DateTimeOffset(2026, 6, 1, 9, 0, 0, TimeSpan.Zero));

    public V1.ConsentService.ConsentServiceClient Client => new(channel!);

    public EvidenceService.EvidenceServiceClient Evidence => new(channel!);

    public FeedService.FeedServiceClient Feed => new(channel!);

    public Tokens Tokens => tokens;

    /// <summary>The store's database, for every role.</summary>
    public TestDatabase Database => database!;

    /// <summary>The vault's database, for every role.</summary>
    public TestDatabase Vault => vault!;

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
        vault = await TestDatabase.Create();
        broker = await TestBroker.Create();
        var databases = new ConfigurationBuilder().AddInMemoryCollection(Databases()).Build();
        await StoreSchema.Migrate(databases, MigrationScript.EmbeddedIn(typeof(ConsentGrpc).Assembly));
        await SealingSchema.Migrate(databases);
        await VaultSchema.Migrate(databases);

        factory = new Factory(Settings(), Clock);
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

        if (vault is not null)
        {
            await vault.DisposeAsync();
        }
    }

    private Dictionary<string, string?> Databases() => new(StringComparer.Ordinal)
    {
        ["ConnectionStrings:store-owner"] = database!.Owner,
        ["ConnectionStrings:store"] = database.Service,
        ["ConnectionStrings:store-relay"] = database.Relay,
        ["ConnectionStrings:store-sealer"] = database.Sealer,
        ["ConnectionStrings:vault-owner"] = vault!.Owner,
        ["ConnectionStrings:vault"] = vault.Service,
    };

    private Dictionary<string, string?> Settings() => new(Databases(), StringComparer.Ordinal)
    {
        ["ConnectionStrings:rabbitmq"] = Broker.Administrator.ToString(),
        [$"Bus:Tenants:{TestBroker.UserOf(Broker.Administrator)}:0"] = "*",
        ["Auth:Issuer"] = Tokens.Issuer,
        ["Auth:Audience"] = Tokens.Audience,
        ["Auth:JwksFile"] = tokens.JwksFile,
        ["Evidence:Origin"] = "tests.privacyplatform.invalid/consent",
        ["Evidence:SigningKey"] = signingKey,
        ["Vault:RootKeys"] = rootKeys,
        ["Logging:LogLevel:Default"] = "None",
    };

    private sealed class Factory(IReadOnlyDictionary<string, string?> settings, TimeProvider clock) : WebApplicationFactory<Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            foreach (var (name, value) in settings)
            {
                builder.UseSetting(name, value);
            }

            builder.ConfigureServices(services => services.AddSingleton(clock));
        }
    }
}
