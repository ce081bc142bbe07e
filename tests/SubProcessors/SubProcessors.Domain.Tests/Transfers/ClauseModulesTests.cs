using PrivacyPlatform.SubProcessors.Transfers;

namespace PrivacyPlatform.SubProcessors.Tests.Transfers;

public sealed class ClauseModulesTests
{
    [Theory]
    [InlineData(ProcessingRole.Controller, ProcessingRole.Controller, 1)]
    [InlineData(ProcessingRole.Controller, ProcessingRole.Processor, 2)]
    [InlineData(ProcessingRole.Processor, ProcessingRole.Processor, 3)]
    [InlineData(ProcessingRole.Processor, ProcessingRole.Controller, 4)]
    public void The_module_follows_from_the_roles(ProcessingRole exporter, ProcessingRole importer, int module) =>
        ClauseModules.Of(exporter, importer).ShouldBe(module);

    [Fact]
    public void A_vendor_with_two_roles_needs_two_modules() =>
        ClauseModules.Of([ProcessingRole.Controller], [ProcessingRole.Processor, ProcessingRole.Controller]).ShouldBe([1, 2]);

    [Fact]
    public void Where_the_exporters_role_is_not_known_no_module_follows() => ClauseModules.Of([], [ProcessingRole.Processor]).ShouldBeEmpty();
}
