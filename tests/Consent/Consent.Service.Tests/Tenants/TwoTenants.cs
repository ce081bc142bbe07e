using Microsoft.Extensions.Configuration;
using PrivacyPlatform.EvidenceLog.V1;
using PrivacyPlatform.PersonalData;
using PrivacyPlatform.Testing.Postgres;
using PrivacyPlatform.Testing.RabbitMq;

namespace PrivacyPlatform.Consent.Service.Tests.Tenants;

/// <summary>Two organizations that the same service works for, each with people, answers, evidence and keys. One of them tries to reach the other's.</summary>
public sealed class TwoTenants(ConsentApp app) : IAsyncLifetime
{
    /// <summary>Known to the other organization only.</summary>
    public const string Person = "person-of-other";

    public ConsentApp App => app;

    public TenantTables Store { get; } = new(app.Database);

    public TenantTables Vault { get; } = new(app.Vault);

    /// <summary>Who tries.</summary>
    public TestTenant Own { get; private set; } = null!;

    /// <summary>Who must not notice.</summary>
    public TestTenant Other { get; private set; } = null!;

    /// <summary>Command and event of the other's answer.</summary>
    public Guid OthersCommand { get; } = Guid.Parse("0199bbbb-0000-7000-8000-000000000001");

    public string OthersEvent { get; private set; } = "";

    /// <summary>Broker users with the rights that the README names: a product team of each organization, and the operator.</summary>
    public Uri OwnTeam { get; private set; } = null!;

    public Uri OtherTeam { get; private set; } = null!;

    public Uri Operator { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        (Own, Other) = (await app.Tenant(), await app.Tenant());
        await Own.Grant("person-of-own");
        await Other.Define("astrology", V1.LegalBasis.Consent);
        await Other.Grant(Person, commandId: OthersCommand.ToString());
        OthersEvent = (await Other.ReadHistory(Person)).Single().Event.EventId;
        foreach (var tenant in new[] { Own, Other })
        {
            await app.Get<PersonalVault>().Seal("person", new SealedPlace(tenant.Name, "subject-person", Guid.Parse(OthersEvent), "note"), "x");
            await app.Get<Shredder>().Shred(tenant.Name, "person", Guid.Parse(OthersEvent), "tester", "dsar.erasure");
            await app.Get<PersonalVault>().Seal("person", new SealedPlace(tenant.Name, "subject-person", Guid.Parse(OthersEvent), "note"), "x");
        }

        OwnTeam = await Team("acme", Own);
        OtherTeam = await Team("globex", Other);
        await using (var connection = await app.Broker.Connect())
        await using (var channel = await connection.CreateChannelAsync())
        {
            await channel.QueueDeclareAsync("acme.own", durable: true, exclusive: false, autoDelete: false);
            await channel.QueueDeclareAsync("globex.own", durable: true, exclusive: false, autoDelete: false);
        }

        Operator = await BrokerRights.Give(app.Broker, "operator (`privacy errors`)");
        var configuration = (IConfigurationRoot)app.Get<IConfiguration>();
        configuration[$"Bus:Tenants:{TestBroker.UserOf(OwnTeam)}:0"] = Own.Name;
        configuration[$"Bus:Tenants:{TestBroker.UserOf(OtherTeam)}:0"] = Other.Name;
        configuration["Bus:Operators:0"] = TestBroker.UserOf(Operator);
        configuration.Reload();
        await Sealed(Own);
        await Sealed(Other);
    }

    /// <summary>Everything that the other organization has in the service's databases, as one value.</summary>
    public async Task<string> OthersData() => $"{await Store.Digest(Other.Name)} {await Vault.Digest(Other.Name)}";

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        await Vault.DisposeAsync();
    }

    private async Task<Uri> Team(string name, TestTenant tenant)
    {
        var team = await BrokerRights.Give(app.Broker, "product team `opsduty`", cell => cell.Replace("opsduty", name, StringComparison.Ordinal), name);
        foreach (var message in V1.ConsentEventsReflection.Descriptor.MessageTypes)
        {
            await app.Broker.RoutingKeys(team, message.FullName, $"^{tenant.Name}$");
        }

        return team;
    }

    /// <summary>Returns when everything of the tenant is in its tree.</summary>
    private async Task Sealed(TestTenant tenant)
    {
        var recorded = (await tenant.ReadHistory(tenant == Own ? "person-of-own" : Person)).Single().Event.EventId;
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var interval = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (await CallAttempts.Refused(() => app.Evidence.GetInclusionProofAsync(new GetInclusionProofRequest { EventId = recorded }, tenant.As("reviewer")).ResponseAsync) is not null)
        {
            await interval.WaitForNextTickAsync(bound.Token);
        }
    }
}
