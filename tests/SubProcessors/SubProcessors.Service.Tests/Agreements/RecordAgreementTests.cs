using Grpc.Core;
using PrivacyPlatform.Testing.Services;

namespace PrivacyPlatform.SubProcessors.Service.Tests.Agreements;

public sealed class RecordAgreementTests(RegistryApp app)
{
    [Fact]
    public async Task A_customers_own_period_counts_and_everybody_elses_is_the_registers()
    {
        var tenant = await app.Tenant();
        await tenant.Announce();
        var announced = (await tenant.Standing(customer: "norse")).Since.ToDateTimeOffset().UtcDateTime.Date;
        (await tenant.Standing(customer: "norse")).NextFrom.ToDateTime().ShouldBe(announced.AddDays(15));
        (await tenant.Standing()).NextFrom.ToDateTime().ShouldBe(announced.AddDays(31));
    }

    [Fact]
    public async Task A_customer_is_an_organization() =>
        await app.NewTenant().Operate(app.Client.RecordAgreementAsync, new V1.RecordAgreementRequest { CustomerId = "anna@norse.example", DpaVersion = "1" })
            .ShouldBeRefused(StatusCode.InvalidArgument, "customer.id_malformed", "customer_id");
}
