using Grpc.Core;
using PrivacyPlatform.Testing.Services;

namespace PrivacyPlatform.SubProcessors.Service.Tests.Engagements;

public sealed class ObjectToEngagementTests(RegistryApp app)
{
    [Fact]
    public async Task An_objection_holds_for_its_customer_alone()
    {
        var tenant = await app.Tenant();
        await tenant.Operate(app.Client.RecordAgreementAsync, new V1.RecordAgreementRequest { CustomerId = "south", DpaVersion = "2025-01", NoticeDays = 14, From = Requests.LongAgo });
        await tenant.Announce();
        await tenant.Operate(app.Client.ObjectToEngagementAsync, new V1.ObjectToEngagementRequest { EngagementId = "billing-acme", CustomerId = "norse", Reason = "No payments outside." });

        var later = new V1.AsOf { OccurredAt = Requests.Time(app.Clock.GetUtcNow().AddDays(100)) };
        (await tenant.Standing(customer: "norse", asOf: later)).Kind.ShouldBe(V1.StandingKind.Objected);
        (await tenant.Standing(customer: "south", asOf: later)).Kind.ShouldBe(V1.StandingKind.Active);
        (await tenant.Ask(app.Client.ShowEngagementAsync, new V1.ShowEngagementRequest { EngagementId = "billing-acme" })).Objections.ShouldHaveSingleItem().Reason.ShouldBe("No payments outside.");
    }

    [Fact]
    public async Task Who_is_no_customer_does_not_object()
    {
        var tenant = await app.Tenant();
        await tenant.Announce();
        await tenant.Operate(app.Client.ObjectToEngagementAsync, new V1.ObjectToEngagementRequest { EngagementId = "billing-acme", CustomerId = "stranger" })
            .ShouldBeRefused(StatusCode.NotFound, "customer.unknown", "customer_id");
        await tenant.Operate(app.Client.ObjectToEngagementAsync, new V1.ObjectToEngagementRequest { EngagementId = "billing-acme", CustomerId = "Anna" })
            .ShouldBeRefused(StatusCode.InvalidArgument, "customer.id_malformed", "customer_id");
    }
}
