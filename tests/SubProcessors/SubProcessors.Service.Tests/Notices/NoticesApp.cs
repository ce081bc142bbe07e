using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using PrivacyPlatform.MailCatcher;
using PrivacyPlatform.SubProcessors.Delivery;
using PrivacyPlatform.SubProcessors.Delivery.Tests;
using PrivacyPlatform.SubProcessors.Service.Notices;
using PrivacyPlatform.Testing.Postgres;
using PrivacyPlatform.Testing.Services;

namespace PrivacyPlatform.SubProcessors.Service.Tests.Notices;

/// <summary>The service with a customer's web server and a mail server beside it. Its clock goes forward only, so its tests run one after the other.</summary>
public sealed class NoticesApp : IAsyncLifetime
{
    private readonly ConcurrentDictionary<string, int> answers = new(StringComparer.Ordinal);
    private readonly WebApplication mail = Catcher.Build(["--Logging:LogLevel:Default=Warning"]);
    private ServiceProcess<Program> service = null!;
    private WebhookReceiver receiver = null!;
    private int tenants;

    public V1.SubProcessorsService.SubProcessorsServiceClient Registry => new(service.Channel!);

    public V1.NoticesService.NoticesServiceClient Client => new(service.Channel!);

    public HttpClient Http => service.Http;

    public ServiceClock Clock => service.Clock;

    public TestDatabase Database => service.Database;

    public string Admin => service.Database.Admin;

    public T Get<T>()
        where T : notnull => service.Get<T>();

    /// <summary>A tenant in which nothing is defined yet.</summary>
    public TestTenant NewTenant()
    {
        var name = $"noticed-{Interlocked.Increment(ref tenants)}";
        return new(Registry, name, roles => service.Token(name, roles));
    }

    /// <summary>A tenant with a register, a vendor, and two customers with 14 and 45 days of notice.</summary>
    public async Task<TestTenant> Tenant()
    {
        var tenant = NewTenant();
        await tenant.Operate(Registry.DefineRegisterAsync, Requests.Register());
        await tenant.Operate(Registry.DescribeVendorAsync, Requests.Vendor("acme"));
        await Agree(tenant, "norse", 14);
        await Agree(tenant, "slow", 45);
        return tenant;
    }

    public Task Agree(TestTenant tenant, string customer, int days) => tenant.Operate(
        Registry.RecordAgreementAsync, new V1.RecordAgreementRequest { CustomerId = customer, DpaVersion = "2025-01", NoticeDays = days, From = Requests.LongAgo });

    /// <summary>Norse gets its webhooks at a path of the tenant's own, which answers with this status, and its mail at an address of its own.</summary>
    public Task<V1.ConfigureDeliveryResponse> Configure(TestTenant tenant, int status = 200, string mailbox = "", bool rotate = false)
    {
        answers[PathOf(tenant)] = status;
        return tenant.Operate(
            Client.ConfigureDeliveryAsync, new V1.ConfigureDeliveryRequest { CustomerId = "norse", WebhookUrl = WebhookOf(tenant), Mailbox = mailbox, RotateSecret = rotate });
    }

    public string WebhookOf(TestTenant tenant) => $"http://{receiver.Host}{PathOf(tenant)}";

    public void Answer(TestTenant tenant, int status) => answers[PathOf(tenant)] = status;

    internal IReadOnlyList<ReceivedWebhook> Webhooks(TestTenant tenant) => [.. receiver.Received.Where(webhook => webhook.Path == PathOf(tenant))];

    internal IReadOnlyList<CaughtMail> Mails(string mailbox) => [.. mail.Services.GetRequiredService<Mails>().All.Where(caught => caught.Recipients.Contains(mailbox, StringComparer.Ordinal))];

    /// <summary>The customer's notice, once there is one.</summary>
    public async Task<V1.NoticeDelivery> First(TestTenant tenant, string customer)
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var interval = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            if ((await List(tenant, customer)).Notices is [var notice, ..])
            {
                return notice;
            }

            await interval.WaitForNextTickAsync(bound.Token);
        }
    }

    /// <summary>Norse's notice, once it is as it should be.</summary>
    public async Task<V1.NoticeDelivery> Notice(TestTenant tenant, Func<V1.NoticeDelivery, bool> becomes)
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var interval = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            if ((await List(tenant, "norse")).Notices.FirstOrDefault() is { } notice && becomes(notice))
            {
                return notice;
            }

            await interval.WaitForNextTickAsync(bound.Token);
        }
    }

    /// <summary>The same, once its webhook is in this state.</summary>
    public Task<V1.NoticeDelivery> Notice(TestTenant tenant, V1.DeliveryStatus status) => Notice(tenant, notice => notice.Deliveries.Any(delivery => delivery.Status == status));

    public Task<V1.ListDeliveriesResponse> List(TestTenant tenant, string customer = "", V1.DeliveryStatus status = V1.DeliveryStatus.Unspecified) =>
        tenant.Ask(Client.ListDeliveriesAsync, new V1.ListDeliveriesRequest { CustomerId = customer, Status = status });

    /// <summary>Time passes, and what became due is tried.</summary>
    public async Task Pass(TimeSpan time)
    {
        Clock.Advance(time);
        await Get<NoticeRounds>().Deliver(CancellationToken.None);
    }

    public async ValueTask InitializeAsync()
    {
        receiver = await WebhookReceiver.Start();
        receiver.Answer = context =>
        {
            context.Response.StatusCode = answers.GetValueOrDefault(context.Request.Path, 200);
            return Task.CompletedTask;
        };
        await mail.StartAsync();
        service = new(
            "subprocessors",
            ("Notices:PublicUrl", "https://subprocessors.example/"),
            ("Notices:Secrets", NoticeSecrets.NewLine()),
            ("Notices:TrustedWebhookHosts:0", receiver.Host),
            ("Notices:Mail:Host", "127.0.0.1"),
            ("Notices:Mail:Port", new Uri(mail.Urls.Last()).Port.ToString(CultureInfo.InvariantCulture)),
            ("Notices:Mail:From", "notices@octopus.example"),
            ("Notices:Mail:StartTls", "false"));
        await service.Start();
    }

    public async ValueTask DisposeAsync()
    {
        await service.DisposeAsync();
        await receiver.DisposeAsync();
        await mail.DisposeAsync();
    }

    private static string PathOf(TestTenant tenant) => $"/{tenant.Name}";
}

[CollectionDefinition(nameof(NoticesApp))]
public sealed class NoticesCollection : ICollectionFixture<NoticesApp>;
