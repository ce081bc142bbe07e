using Grpc.Core;
using PrivacyPlatform.Testing.Services;

namespace PrivacyPlatform.SubProcessors.Service.Tests.Engagements;

public sealed class WithdrawObjectionTests(RegistryApp app)
{
    [Fact]
    public async Task The_rest_of_the_period_runs_on()
    {
        var tenant = await app.Tenant();
        await tenant.Announce();
        var end = (await tenant.Standing(customer: "norse")).NextFrom;
        await tenant.Operate(app.Client.ObjectToEngagementAsync, new V1.ObjectToEngagementRequest { EngagementId = "billing-acme", CustomerId = "norse" });
        (await tenant.Standing(customer: "norse")).Kind.ShouldBe(V1.StandingKind.Objected);
        await tenant.Operate(app.Client.WithdrawObjectionAsync, new V1.WithdrawObjectionRequest { EngagementId = "billing-acme", CustomerId = "norse" });
        (await tenant.Standing(customer: "norse")).NextFrom.ShouldBe(end);
    }

    [Fact]
    public async Task Without_an_objection_there_is_none_to_withdraw()
    {
        var tenant = await app.Tenant();
        await tenant.Announce();
        await tenant.Operate(app.Client.WithdrawObjectionAsync, new V1.WithdrawObjectionRequest { EngagementId = "billing-acme", CustomerId = "norse" })
            .ShouldBeRefused(StatusCode.FailedPrecondition, "engagement.no_objection", "customer_id");
    }
}
