namespace PrivacyPlatform.ServiceDefaults.Tests;

public sealed class AuthorizationTests
{
    private readonly Signer signer = Signer.Ec();

    [Fact]
    public async Task The_role_that_an_endpoint_asks_for_opens_it()
    {
        await using var service = await TestService.Start(signer);

        (await service.Get("/emitters", signer.Token(roles: ["emitter"]))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Another_role_does_not()
    {
        await using var service = await TestService.Start(signer);

        var answer = await service.Get("/emitters", signer.Token(roles: ["reader", "EMITTER"]));

        (answer.Status, answer.Code).ShouldBe((403, "auth.role_missing"));
    }

    [Theory]
    [InlineData("/whoami", "tenant")]
    [InlineData("/whoami", "x-tenant")]
    [InlineData("/emitters", "X-Tenant")]
    [InlineData("/nowhere", "tenant")]
    public async Task A_header_that_names_another_tenant_is_refused_not_ignored(string path, string header)
    {
        await using var service = await TestService.Start(signer);

        var answer = await service.Get(path, signer.Token(tenant: "opsduty", roles: ["emitter"]), (header, "another"));

        (answer.Status, answer.Code, answer.Field).ShouldBe((403, "tenant.differs", header.ToLowerInvariant()));
    }

    [Fact]
    public async Task A_second_header_cannot_hide_behind_the_first()
    {
        await using var service = await TestService.Start(signer);

        var answer = await service.Get("/whoami", signer.Token(tenant: "opsduty"), ("tenant", "opsduty"), ("tenant", "another"));

        answer.Code.ShouldBe("tenant.differs");
    }

    [Fact]
    public async Task A_header_that_repeats_the_tokens_tenant_is_fine()
    {
        await using var service = await TestService.Start(signer);

        (await service.Get("/whoami", signer.Token(tenant: "opsduty"), ("tenant", "opsduty"), ("x-tenant", "opsduty"))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_stranger_does_not_learn_which_addresses_exist()
    {
        await using var service = await TestService.Start(signer);

        (await service.Get("/nowhere")).Status.ShouldBe(401);
        (await service.Get("/nowhere", signer.Token())).Status.ShouldBe(404);
    }
}
