using Grpc.Core;
using PrivacyPlatform.Testing.Services;

namespace PrivacyPlatform.SubProcessors.Service.Tests.Engagements;

public sealed class ListEngagementTests(RegistryApp app)
{
    [Fact]
    public async Task What_stood_in_the_register_is_active_at_once_for_everybody()
    {
        var tenant = await app.Tenant();
        (await tenant.List()).Result.ShouldBe(new V1.CommandResult { Recorded = true, Version = 1 });
        (await tenant.List()).Result.Recorded.ShouldBeFalse();
        (await tenant.Standing(customer: "norse")).Kind.ShouldBe(V1.StandingKind.Active);
    }

    [Fact]
    public async Task An_old_one_is_judged_by_its_own_day()
    {
        var tenant = await app.Tenant();
        await tenant.Operate(app.Client.CertifyVendorAsync, new V1.CertifyVendorRequest { VendorId = "acme", MechanismId = "eu-us-privacy-shield", From = "2017-01-01", Until = "2020-07-16" });
        var terms = Requests.Terms();
        terms.TransferMechanism = "eu-us-privacy-shield";
        var old = new V1.ListEngagementRequest { EngagementId = "billing-acme", RegisterId = "billing", VendorId = "acme", Terms = terms, OccurredAt = Requests.LongAgo };
        (await tenant.Operate(app.Client.ListEngagementAsync, old)).Result.Recorded.ShouldBeTrue();
    }

    [Fact]
    public async Task Without_a_register_a_vendor_or_terms_there_is_none()
    {
        var tenant = await app.Tenant();
        var request = new V1.ListEngagementRequest { EngagementId = "x", RegisterId = "nowhere", VendorId = "acme", Terms = Requests.Terms() };
        await tenant.Operate(app.Client.ListEngagementAsync, request).ShouldBeRefused(StatusCode.NotFound, "register.unknown", "register_id");
        request.RegisterId = "billing";
        request.VendorId = "nobody";
        await tenant.Operate(app.Client.ListEngagementAsync, request).ShouldBeRefused(StatusCode.NotFound, "vendor.unknown", "vendor_id");
        request.VendorId = "acme";
        request.Terms = null;
        await tenant.Operate(app.Client.ListEngagementAsync, request).ShouldBeRefused(StatusCode.InvalidArgument, "engagement.location_required", "terms.locations");
    }
}
