using Grpc.Core;

namespace PrivacyPlatform.Consent.Service.Tests.Subjects;

public sealed class GetErasuresTests(ConsentApp app)
{
    [Fact]
    public async Task Officers_and_reviewers_see_certificates()
    {
        var tenant = await app.Tenant();
        await tenant.Grant("s-1");
        (await tenant.Certificates("s-1")).ShouldBeEmpty();
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        var erased = await tenant.Erase("s-1");

        (await tenant.Certificates("s-1")).ShouldBe([erased.Certificate]);
        (await tenant.Certificates("s-1", "reviewer")).ShouldBe([erased.Certificate]);
        (await tenant.Certificates("s-2")).ShouldBeEmpty();
        erased.Certificate.Keys.ShouldBeEmpty("nothing was sealed");
        erased.Certificate.IrrecoverableAt.ShouldBe(erased.Certificate.KeyBackupsExpireAt);
    }

    [Fact]
    public async Task Others_do_not()
    {
        var tenant = await app.Tenant();
        (await Should.ThrowAsync<RpcException>(() => tenant.Certificates("s-1", "reader"))).StatusCode.ShouldBe(StatusCode.PermissionDenied);
    }

    [Fact]
    public async Task A_person_is_not_asked_for_by_an_address()
    {
        var tenant = await app.Tenant();
        await tenant.Certificates("anna@example.com").ShouldBeRefused(StatusCode.InvalidArgument, "subject.looks_personal", "subject_id");
    }
}
