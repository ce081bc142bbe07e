using System.Text;
using Google.Protobuf;
using PrivacyPlatform.SubProcessors.Service.Engagements;
using PrivacyPlatform.Testing.RabbitMq;

namespace PrivacyPlatform.SubProcessors.Service.Tests.Engagements;

public sealed class RecordActivationTests(RegistryApp app)
{
    [Fact]
    public async Task Each_customer_whose_period_has_passed_is_announced_once_and_nobody_else()
    {
        var tenant = await app.Tenant();
        await tenant.Operate(app.Client.RecordAgreementAsync, new V1.RecordAgreementRequest { CustomerId = "hasty", DpaVersion = "2025-01", NoticeDays = 0, From = Requests.LongAgo });
        await using var deliveries = await Deliveries.OfExchange(app.Broker, "privacyplatform.subprocessors.v1.EngagementActivated");
        await tenant.Announce();

        // The announcer runs in the service, too: between them it is recorded once.
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => app.Get<ActivationPass>().Run(tenant.Name, CancellationToken.None)));

        var activated = JsonParser.Default.Parse<V1.EngagementActivated>(await Next(deliveries, tenant));
        (activated.EngagementId, activated.CustomerId, activated.TermsNumber).ShouldBe(("billing-acme", "hasty", 1));
        (await app.Get<ActivationPass>().Run(tenant.Name, CancellationToken.None)).ShouldBe(0);
        (await Recorded(tenant)).ShouldBe(["1 hasty"]);
    }

    [Fact]
    public async Task An_emergency_is_announced_for_everybody_at_once()
    {
        var tenant = await app.Tenant();
        await tenant.List();
        await tenant.Operate(app.Client.ReplaceInEmergencyAsync, new V1.ReplaceInEmergencyRequest
        {
            EngagementId = "billing-other", VendorId = "other", Terms = Requests.Terms(), Replaces = "billing-acme", Reason = "The old one was breached.",
        });
        await app.Get<ActivationPass>().Run(tenant.Name, CancellationToken.None);
        (await Recorded(tenant)).ShouldBe(["1 ", "1 norse"]);
    }

    [Fact]
    public async Task The_pass_finds_the_tenants_by_itself()
    {
        var tenant = await app.Tenant();
        await tenant.Operate(app.Client.RecordAgreementAsync, new V1.RecordAgreementRequest { CustomerId = "hasty", DpaVersion = "2025-01", NoticeDays = 0, From = Requests.LongAgo });
        await tenant.Announce();
        await app.Get<EventStore.EventFeed>().EndOfCommitted(tenant.Name);
        await app.Get<ActivationPass>().Run(CancellationToken.None);
        (await Recorded(tenant)).ShouldBe(["1 hasty"]);
    }

    // Every test's announcements come through the same exchange.
    private static async Task<string> Next(Deliveries deliveries, TestTenant tenant)
    {
        while (true)
        {
            var delivery = await deliveries.Next();
            if (delivery.RoutingKey == tenant.Name)
            {
                return Encoding.UTF8.GetString(delivery.Body.Span);
            }
        }
    }

    private async Task<IReadOnlyList<string>> Recorded(TestTenant tenant) => await app.Get<EventStore.ReadModelReader>().Query(
        tenant.Name,
        """SELECT terms_number || ' ' || customer_id FROM read.activations WHERE tenant_id = $1 ORDER BY customer_id COLLATE "C" """,
        row => row.GetString(0),
        [tenant.Name]);
}
