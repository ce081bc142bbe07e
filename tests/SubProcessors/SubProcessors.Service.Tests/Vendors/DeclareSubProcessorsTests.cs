using Grpc.Core;
using PrivacyPlatform.Testing.Services;

namespace PrivacyPlatform.SubProcessors.Service.Tests.Vendors;

public sealed class DeclareSubProcessorsTests(RegistryApp app)
{
    private static V1.NestedSubProcessor Cloud(string vendor) => new()
    {
        VendorId = vendor, Purpose = "Hosting", Places = { new V1.Place { Kind = V1.PlaceKind.Bloc, Code = "EU" } },
    };

    [Fact]
    public async Task A_vendors_own_sub_processors_are_shown_with_it()
    {
        var tenant = await app.Tenant();
        await tenant.List();
        await tenant.Operate(app.Client.DeclareSubProcessorsAsync, new V1.DeclareSubProcessorsRequest { VendorId = "acme", SubProcessors = { Cloud("other") } });
        (await tenant.Ask(app.Client.ShowEngagementAsync, new V1.ShowEngagementRequest { EngagementId = "billing-acme" })).Vendor.SubProcessors.ShouldBe([Cloud("other")]);
    }

    [Fact]
    public async Task A_vendor_is_not_its_own() =>
        await (await app.Tenant()).Operate(app.Client.DeclareSubProcessorsAsync, new V1.DeclareSubProcessorsRequest { VendorId = "acme", SubProcessors = { Cloud("acme") } })
            .ShouldBeRefused(StatusCode.FailedPrecondition, "vendor.nests_itself", "sub_processors");
}
