using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace PrivacyPlatform.ServiceDefaults.Tests;

public sealed class TokenAuthenticationTests
{
    [Fact]
    public async Task A_caller_without_a_token_is_told_to_show_one()
    {
        await using var service = await TestService.Start();

        var answer = await service.Get("/whoami");

        (answer.Status, answer.Code, answer.Field, answer.ContentType).ShouldBe((401, "auth.token_missing", "authorization", "application/problem+json"));
        answer.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
    }

    [Theory]
    [InlineData("ES256")]
    [InlineData("RS256")]
    [InlineData("PS256")]
    public async Task A_token_signed_with_an_accepted_algorithm_names_the_caller(string algorithm)
    {
        var signer = algorithm == "ES256" ? Signer.Ec() : Signer.Rsa(algorithm);
        await using var service = await TestService.Start(signer);

        var answer = await service.Get("/whoami", signer.Token(tenant: "opsduty", actor: "opsduty-web", roles: ["emitter", "reader"]));

        answer.Status.ShouldBe(200, answer.Body);
        answer.Body.ShouldBe("""{"tenant":"opsduty","actor":"opsduty-web","roles":["emitter","reader"]}""");
    }

    [Theory]
    [InlineData("RS512")]
    [InlineData("PS384")]
    public async Task Another_algorithm_is_refused_even_with_the_right_key(string algorithm)
    {
        var signer = Signer.Rsa(algorithm);
        await using var service = await TestService.Start(signer);

        await ShouldBeRefused(service, signer.Token());
    }

    [Fact]
    public async Task A_token_without_a_signature_is_refused()
    {
        var signer = Signer.Ec();
        await using var service = await TestService.Start(signer);
        var parts = signer.Token().Split('.');
        var header = Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""");

        await ShouldBeRefused(service, $"{header}.{parts[1]}.");
        await ShouldBeRefused(service, $"{header}.{parts[1]}.{parts[2]}");
        await ShouldBeRefused(service, $"{parts[0]}.{parts[1]}.");
    }

    [Theory]
    [InlineData("ES256", false)]
    [InlineData("ES256", true)]
    [InlineData("RS256", false)]
    [InlineData("RS256", true)]
    public async Task The_published_key_does_not_serve_as_a_shared_secret(string algorithm, bool asPem)
    {
        var signer = algorithm == "ES256" ? Signer.Ec() : Signer.Rsa(algorithm);
        await using var service = await TestService.Start(signer);
        var der = signer.PublishedBytes();
        var secret = asPem ? Encoding.ASCII.GetBytes(System.Security.Cryptography.PemEncoding.WriteString("PUBLIC KEY", der)) : der;
        var shared = new SymmetricSecurityKey(secret) { KeyId = signer.Key.KeyId };

        await ShouldBeRefused(service, signer.Token(credentials: new SigningCredentials(shared, "HS256")));
    }

    [Fact]
    public async Task A_token_of_another_key_is_refused_also_under_a_known_name()
    {
        await using var service = await TestService.Start(Signer.Ec("known"));

        await ShouldBeRefused(service, Signer.Ec("known").Token());
        await ShouldBeRefused(service, Signer.Ec("unknown").Token());
    }

    [Fact]
    public async Task A_payload_that_was_changed_is_refused()
    {
        var signer = Signer.Ec();
        await using var service = await TestService.Start(signer);
        var ours = signer.Token(tenant: "opsduty").Split('.');
        var theirs = signer.Token(tenant: "another").Split('.');

        await ShouldBeRefused(service, $"{ours[0]}.{theirs[1]}.{ours[2]}");
    }

    [Fact]
    public async Task Another_issuer_or_audience_is_refused()
    {
        var signer = Signer.Ec();
        await using var service = await TestService.Start(signer);

        await ShouldBeRefused(service, signer.Token(issuer: "https://elsewhere.invalid"));
        await ShouldBeRefused(service, signer.Token(audience: "elsewhere"));
    }

    [Fact]
    public async Task A_lifetime_is_kept_to_within_half_a_minute()
    {
        var signer = Signer.Ec();
        await using var service = await TestService.Start(signer);

        (await service.Get("/whoami", signer.Token(from: TimeSpan.FromMinutes(-9), until: TimeSpan.FromSeconds(-10)))).Status.ShouldBe(200);
        await ShouldBeRefused(service, signer.Token(from: TimeSpan.FromMinutes(-9), until: TimeSpan.FromSeconds(-45)), "auth.token_expired");
        await ShouldBeRefused(service, signer.Token(from: TimeSpan.FromSeconds(60)), "auth.token_expired");
        await ShouldBeRefused(service, signer.Token(until: TimeSpan.MaxValue));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Ops Duty")]
    [InlineData("opsduty\n")]
    [InlineData("a2345678901234567890123456789012345678901234567890123456789012345")]
    public async Task A_token_without_a_well_formed_tenant_is_refused(string tenant)
    {
        var signer = Signer.Ec();
        await using var service = await TestService.Start(signer);

        await ShouldBeRefused(service, signer.Token(tenant: tenant));
    }

    [Fact]
    public async Task A_token_of_two_tenants_is_refused()
    {
        var signer = Signer.Ec();
        await using var service = await TestService.Start(signer);

        await ShouldBeRefused(service, signer.Token(tenant: new[] { "opsduty", "another" }));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("ada@example.com")]
    public async Task A_token_without_an_actor_or_with_an_address_as_actor_is_refused(string? actor)
    {
        var signer = Signer.Ec();
        await using var service = await TestService.Start(signer);

        await ShouldBeRefused(service, signer.Token(actor: actor));
    }

    [Fact]
    public async Task A_key_that_was_exchanged_in_the_file_counts_at_once()
    {
        var old = Signer.Ec("old");
        var @new = Signer.Rsa();
        await using var service = await TestService.Start(old);
        await ShouldBeRefused(service, @new.Token());

        await service.WriteKeys(@new);

        (await service.Get("/whoami", @new.Token())).Status.ShouldBe(200);
        await ShouldBeRefused(service, old.Token());
    }

    [Fact]
    public async Task A_file_that_becomes_unreadable_leaves_the_known_keys_in_force()
    {
        var signer = Signer.Ec();
        await using var service = await TestService.Start(signer);

        await File.WriteAllTextAsync(service.JwksFile, "{\"keys\":[");

        (await service.Get("/whoami", signer.Token())).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("Auth:JwksFile")]
    [InlineData("Auth:Issuer")]
    [InlineData("Auth:Audience")]
    public async Task A_service_that_cannot_check_tokens_does_not_start(string missing)
    {
        var error = await Should.ThrowAsync<InvalidOperationException>(() => TestService.Start(settings: (missing, null)));
        error.Message.ShouldContain(missing);
    }

    [Fact]
    public Task Two_sources_of_keys_are_one_too_many() =>
        Should.ThrowAsync<InvalidOperationException>(() => TestService.Start(settings: ("Auth:Authority", "https://id.invalid")));

    [Fact]
    public Task A_weak_key_keeps_the_service_from_starting() =>
        Should.ThrowAsync<InvalidOperationException>(() => TestService.Start(Signer.Rsa(bits: 1024)));

    [Fact]
    public async Task A_shared_secret_in_the_file_of_keys_keeps_the_service_from_starting()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, """{"keys":[{"kty":"oct","k":"c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0"}]}""");

        await Should.ThrowAsync<InvalidOperationException>(() => TestService.Start(settings: ("Auth:JwksFile", file)));
        File.Delete(file);
    }

    private static async Task ShouldBeRefused(TestService service, string token, string code = "auth.token_invalid")
    {
        var answer = await service.Get("/whoami", token);
        (answer.Status, answer.Code).ShouldBe((401, code), answer.Body);
    }
}
