using Grpc.Core;
using PrivacyPlatform.Testing.Services;

namespace PrivacyPlatform.SubProcessors.Service.Tests.Vendors;

public sealed class CertifyVendorTests(RegistryApp app)
{
    [Fact]
    public async Task The_framework_covers_a_vendor_from_its_certification_on()
    {
        var tenant = await app.Tenant();
        var terms = Requests.Terms();
        terms.TransferMechanism = "eu-us-dpf";
        await tenant.List(terms: terms).ShouldBeRefused(StatusCode.FailedPrecondition, "transfer.vendor_not_certified", "terms.transfer_mechanism");
        await tenant.Operate(app.Client.CertifyVendorAsync, new V1.CertifyVendorRequest { VendorId = "acme", MechanismId = "eu-us-dpf", From = "2023-09-01" });
        await tenant.List(terms: terms);
        (await tenant.Ask(app.Client.ShowEngagementAsync, new V1.ShowEngagementRequest { EngagementId = "billing-acme" })).Transfers
            .Select(transfer => $"{transfer.Place.Code} {transfer.Reason} {string.Join(',', transfer.MechanismIds)}").ShouldBe(["US transfer.covered eu-us-dpf", "NO transfer.not_needed "]);
    }

    [Fact]
    public async Task A_first_day_is_needed() =>
        await (await app.Tenant()).Operate(app.Client.CertifyVendorAsync, new V1.CertifyVendorRequest { VendorId = "acme", MechanismId = "eu-us-dpf" })
            .ShouldBeRefused(StatusCode.InvalidArgument, "day.malformed", "from");
}
