using Grpc.Core;
using PrivacyPlatform.Testing.Services;

namespace PrivacyPlatform.SubProcessors.Service.Tests.Vendors;

public sealed class DescribeVendorTests(RegistryApp app)
{
    [Fact]
    public async Task What_is_known_of_a_vendor_is_shown_and_what_is_not_is_absent()
    {
        var tenant = await app.Tenant();
        await tenant.Operate(app.Client.DescribeVendorAsync, new V1.DescribeVendorRequest { VendorId = "acme", Name = "<b>Acme</b>", NameIsInferred = true });
        await tenant.List();

        var vendor = (await tenant.Ask(app.Client.ShowEngagementAsync, new V1.ShowEngagementRequest { EngagementId = "billing-acme" })).Vendor;

        vendor.ShouldBe(new V1.Vendor { VendorId = "acme", Name = "<b>Acme</b>", NameIsInferred = true });
    }

    [Fact]
    public async Task A_contact_that_is_no_address_is_refused() =>
        await app.NewTenant().Operate(app.Client.DescribeVendorAsync, new V1.DescribeVendorRequest { VendorId = "acme", Contacts = { "Anna" } })
            .ShouldBeRefused(StatusCode.InvalidArgument, "contact.malformed", "contacts");
}
