using PrivacyPlatform.Testing;
using PrivacyPlatform.Testing.RabbitMq;
using PrivacyPlatform.Testing.Services;

[assembly: AssemblyFixture(typeof(PrivacyPlatform.SubProcessors.Service.Tests.RegistryApp))]

namespace PrivacyPlatform.SubProcessors.Service.Tests;

/// <summary>The whole service, with the real registers of two tenants.</summary>
public sealed class RegistryApp : IAsyncLifetime
{
    private readonly ServiceProcess<Program> service = new("subprocessors", ("Seeds:Folder", Repository.PathTo("services", "SubProcessors", "seeds")));
    private int tenants;

    public V1.SubProcessorsService.SubProcessorsServiceClient Client => new(service.Channel!);

    public ServiceClock Clock => service.Clock;

    public HttpClient Http => service.Http;

    public TestBroker Broker => service.Broker;

    public string Admin => service.Database.Admin;

    public T Get<T>()
        where T : notnull => service.Get<T>();

    /// <summary>A tenant of a test's own, in which nothing is defined yet.</summary>
    public TestTenant NewTenant() => Named($"tenant-{Interlocked.Increment(ref tenants)}");

    public TestTenant Named(string tenant) => new(Client, tenant, roles => service.Token(tenant, roles));

    /// <summary>The same, with a register, two vendors, and a customer with 14 days of notice.</summary>
    public async Task<TestTenant> Tenant()
    {
        var tenant = NewTenant();
        await tenant.Operate(Client.DefineRegisterAsync, Requests.Register());
        await tenant.Operate(Client.DescribeVendorAsync, Requests.Vendor("acme"));
        await tenant.Operate(Client.DescribeVendorAsync, Requests.Vendor("other"));
        await tenant.Operate(Client.RecordAgreementAsync, new V1.RecordAgreementRequest { CustomerId = "norse", DpaVersion = "2025-01", NoticeDays = 14, From = Requests.LongAgo });
        return tenant;
    }

    public async ValueTask InitializeAsync()
    {
        await service.Start();

        // The seeds come in while the service runs already.
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var interval = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (await Listed("opsduty") < 7 || await Listed("octopus") < 37)
        {
            await interval.WaitForNextTickAsync(bound.Token);
        }
    }

    private async Task<int> Listed(string tenant) => (await Named(tenant).Ask(Client.ListEngagementsAsync, new V1.ListEngagementsRequest())).Engagements.Count;

    public ValueTask DisposeAsync() => service.DisposeAsync();
}
