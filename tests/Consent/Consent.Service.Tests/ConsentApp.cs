using PrivacyPlatform.EvidenceLog.V1;
using PrivacyPlatform.Feed.V1;
using PrivacyPlatform.Projections.V1;
using PrivacyPlatform.Testing.Postgres;
using PrivacyPlatform.Testing.RabbitMq;

[assembly: AssemblyFixture(typeof(PrivacyPlatform.Consent.Service.Tests.ConsentApp))]

namespace PrivacyPlatform.Consent.Service.Tests;

/// <summary>The whole service; its clock is set by hand.</summary>
public sealed class ConsentApp : IAsyncLifetime
{
    private readonly ServiceProcess<Program> service;
    private int tenants;

    public ConsentApp() => service = new("consent");

    /// <summary>For a test that needs one of its own.</summary>
    internal ConsentApp(params (string Name, string Value)[] settings) => service = new("consent", settings);

    public HttpClient Http => service.Http;

    public ServiceClock Clock => service.Clock;

    public V1.ConsentService.ConsentServiceClient Client => new(service.Channel!);

    public EvidenceService.EvidenceServiceClient Evidence => new(service.Channel!);

    public FeedService.FeedServiceClient Feed => new(service.Channel!);

    public ProjectionsService.ProjectionsServiceClient Projections => new(service.Channel!);

    public Tokens Tokens => service.Tokens;

    public TestDatabase Database => service.Database;

    public TestDatabase Vault => service.Vault;

    public string Admin => service.Database.Admin;

    public TestBroker Broker => service.Broker;

    public T Get<T>()
        where T : notnull => service.Get<T>();

    /// <summary>A tenant of a test's own, in which nothing is defined yet.</summary>
    public TestTenant NewTenant() => new(this, $"tenant-{Interlocked.Increment(ref tenants)}", Tokens);

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

    public async ValueTask InitializeAsync() => await service.Start();

    public ValueTask DisposeAsync() => service.DisposeAsync();
}
