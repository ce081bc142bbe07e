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
using PrivacyPlatform.PersonalData;
using PrivacyPlatform.Sealing;
using PrivacyPlatform.Testing.Postgres;
using PrivacyPlatform.Testing.RabbitMq;

namespace PrivacyPlatform.Testing.Services;

/// <summary>
/// A whole service on real ports over real, migrated databases and a real RabbitMQ; its clock is set by hand.
/// </summary>
/// <typeparam name="TProgram">The service's program, whose assembly has its migrations.</typeparam>
/// <param name="name">As in the AppHost: <c>consent</c>.</param>
/// <param name="settings">More settings of the service.</param>
public sealed class ServiceProcess<TProgram>(string name, params (string Name, string Value)[] settings) : IAsyncDisposable
    where TProgram : class
{
    private readonly string signingKey = PemSigner.NewPem();
    private readonly string rootKeys = RootKeyRing.NewEntry("tests");
    private TestDatabase? database;
    private TestDatabase? vault;
    private TestBroker? broker;
    private Factory? factory;

    public HttpClient Http { get; } = new();

    public GrpcChannel? Channel { get; private set; }

    public ServiceClock Clock { get; } = new(new DateTimeOffset(2026, 6, 1, 9, 0, 0, TimeSpan.Zero));

    public Tokens Tokens { get; } = new();

    /// <summary>The store's database, for every role.</summary>
    public TestDatabase Database => database!;

    /// <summary>The vault's database, for every role.</summary>
    public TestDatabase Vault => vault!;

    public TestBroker Broker => broker!;

    public T Get<T>()
        where T : notnull => factory!.Services.GetRequiredService<T>();

    /// <summary>A token for a caller of this tenant with these roles; a tenant is there as soon as it is named.</summary>
    public string Token(string tenant, params string[] roles) => Tokens.For(tenant, roles);

    public async Task Start()
    {
        database = await TestDatabase.Create();
        vault = await TestDatabase.Create();
        broker = await TestBroker.Create();
        var databases = new ConfigurationBuilder().AddInMemoryCollection(Databases()).Build();
        await StoreSchema.Migrate(databases, MigrationScript.EmbeddedIn(typeof(TProgram).Assembly));
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
        Channel = GrpcChannel.ForAddress(addresses[1]);
        await Ready();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        Channel?.Dispose();
        if (factory is not null)
        {
            await factory.DisposeAsync();
        }

        Tokens.Dispose();
        foreach (var server in new IAsyncDisposable?[] { broker, database, vault })
        {
            if (server is not null)
            {
                await server.DisposeAsync();
            }
        }
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

    private Dictionary<string, string?> Databases() => new(StringComparer.Ordinal)
    {
        ["ConnectionStrings:store-owner"] = database!.Owner,
        ["ConnectionStrings:store"] = database.Service,
        ["ConnectionStrings:store-relay"] = database.Relay,
        ["ConnectionStrings:store-sealer"] = database.Sealer,
        ["ConnectionStrings:vault-owner"] = vault!.Owner,
        ["ConnectionStrings:vault"] = vault.Service,
    };

    private Dictionary<string, string?> Settings()
    {
        var all = new Dictionary<string, string?>(Databases(), StringComparer.Ordinal)
        {
            ["ConnectionStrings:rabbitmq"] = Broker.Administrator.ToString(),
            [$"Bus:Tenants:{TestBroker.UserOf(Broker.Administrator)}:0"] = "*",
            ["Auth:Issuer"] = Testing.Services.Tokens.Issuer,
            ["Auth:Audience"] = Testing.Services.Tokens.Audience,
            ["Auth:JwksFile"] = Tokens.JwksFile,
            ["Evidence:Origin"] = $"tests.privacyplatform.invalid/{name}",
            ["Evidence:SigningKey"] = signingKey,
            ["Vault:RootKeys"] = rootKeys,
            ["Logging:LogLevel:Default"] = "None",
        };
        foreach (var (setting, value) in settings)
        {
            all[setting] = value;
        }

        return all;
    }

    private sealed class Factory(IReadOnlyDictionary<string, string?> settings, TimeProvider clock) : WebApplicationFactory<TProgram>
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
