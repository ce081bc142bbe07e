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

    private async Task<string[]> Counts(string tenant) =>
        [.. (await app.Named(tenant).Ask(app.Client.ListRegistersAsync, new V1.ListRegistersRequest())).Registers.Select(register => $"{register.RegisterId}: {register.Engagements}")];
}
