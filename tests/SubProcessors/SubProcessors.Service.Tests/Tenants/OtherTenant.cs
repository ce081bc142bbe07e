using PrivacyPlatform.SubProcessors.Service.Tests.Disclosures;
using PrivacyPlatform.SubProcessors.Service.Tests.Notices;
using PrivacyPlatform.Testing.Postgres;

namespace PrivacyPlatform.SubProcessors.Service.Tests.Tenants;

/// <summary>An organization that has something of everything, and must not notice what strangers try.</summary>
public sealed class OtherTenant(NoticesApp app) : IAsyncLifetime
{
    /// <summary>What nobody else has to see.</summary>
    public static IReadOnlyList<string> Names { get; } = ["billing", "acme", "norse", "slow", "kripos"];

    public NoticesApp App => app;

    public TenantTables Tables { get; } = new(app.Database);

    public TestTenant Tenant { get; private set; } = null!;

    public string NoticeId { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Tenant = await app.Tenant();
        await app.Configure(Tenant);
        await Tenant.Announce();
        await Tenant.Operate(app.Registry.DefineMechanismAsync, new V1.DefineMechanismRequest
        {
            MechanismId = "bcr-acme", Kind = V1.MechanismKind.BindingCorporateRules, Title = "Acme's corporate rules", Regimes = { V1.Regime.EuGdpr }, From = "2024-01-01",
        });
        await app.Registry.RecordDisclosureAsync(new() { Disclosure = RecordDisclosureTests.Police("d-1") }, Tenant.As("emitter"));
        NoticeId = (await app.Notice(Tenant, V1.DeliveryStatus.Delivered)).NoticeId; // from here on nothing of it moves by itself
        await app.First(Tenant, "slow");
    }

    public ValueTask DisposeAsync() => Tables.DisposeAsync();
}
