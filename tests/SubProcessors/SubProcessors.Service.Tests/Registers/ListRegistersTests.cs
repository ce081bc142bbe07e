namespace PrivacyPlatform.SubProcessors.Service.Tests.Registers;

public sealed class ListRegistersTests(RegistryApp app)
{
    [Fact]
    public async Task The_real_registers_are_there_with_their_rows()
    {
        (await Counts("octopus")).ShouldBe(["octopus-billing: 25", "octopus-cloud: 4", "octopus-support: 8"]);
        (await Counts("opsduty")).ShouldBe(["opsduty: 7"]);
    }

    [Fact]
    public async Task A_tenant_sees_only_its_own() => (await Counts(app.NewTenant().Name)).ShouldBeEmpty();

    [Fact]
    public async Task As_of_a_time_before_anything_was_recorded_there_is_none()
    {
        var tenant = app.Named("octopus");
        (await tenant.Ask(app.Client.ListRegistersAsync, new V1.ListRegistersRequest { AsOf = new() { RecordedAt = Requests.LongAgo } })).Registers.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_over_counts_no_more_but_does_as_of_before()
    {
        var tenant = await app.Tenant();
        await tenant.List();
        await tenant.List("billing-other", "other");
        var before = app.Clock.Advance(TimeSpan.FromSeconds(1));
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await tenant.Operate(app.Client.RetireEngagementAsync, new V1.RetireEngagementRequest { EngagementId = "billing-acme" });

        var (now, then) = (await Billing(tenant, null), await Billing(tenant, new() { RecordedAt = Requests.Time(before) }));
        (now.Engagements, then.Engagements).ShouldBe((1, 2));
        now.ChangedAt.ShouldBe(then.ChangedAt, "what is over is not in the register any more");
        (await Billing(tenant, new() { OccurredAt = Requests.Time(before) })).Engagements.ShouldBe(2);
    }

    private async Task<V1.Register> Billing(TestTenant tenant, V1.AsOf? asOf) =>
        (await tenant.Ask(app.Client.ListRegistersAsync, new V1.ListRegistersRequest { AsOf = asOf })).Registers.ShouldHaveSingleItem();

    private async Task<string[]> Counts(string tenant) =>
        [.. (await app.Named(tenant).Ask(app.Client.ListRegistersAsync, new V1.ListRegistersRequest())).Registers.Select(register => $"{register.RegisterId}: {register.Engagements}")];
}
