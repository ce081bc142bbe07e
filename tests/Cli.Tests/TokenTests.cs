using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace PrivacyPlatform.Cli.Tests;

public sealed class TokenTests : IDisposable
{
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly Terminal terminal = new();

    public void Dispose()
    {
        terminal.Dispose();
        key.Dispose();
    }

    [Fact]
    public async Task A_token_is_signed_with_the_development_key_and_says_what_was_asked()
    {
        WithKey();

        (await terminal.Run("token", "--tenant", "acme", "--role", "emitter", "--role", "reader", "--actor", "acme-web", "--valid", "15m")).ShouldBe(0);

        var validated = await new JsonWebTokenHandler().ValidateTokenAsync(terminal.Out.Trim(), new TokenValidationParameters
        {
            ValidIssuer = DevelopmentKey.Issuer,
            ValidAudience = DevelopmentKey.Audience,
            ValidAlgorithms = ["ES256"],
            IssuerSigningKey = new ECDsaSecurityKey(key),
        });
        validated.IsValid.ShouldBeTrue(validated.Exception?.Message);
        var token = (JsonWebToken)validated.SecurityToken;
        (token.Subject, token.GetClaim("tenant").Value).ShouldBe(("acme-web", "acme"));
        token.Claims.Where(claim => claim.Type == "roles").Select(claim => claim.Value).ShouldBe(["emitter", "reader"]);
        (token.ValidTo - token.ValidFrom).ShouldBe(TimeSpan.FromMinutes(15));
    }

    [Theory]
    [InlineData(null, "opsduty")]
    [InlineData("acme", "acme")]
    public async Task The_tenant_comes_from_the_environment_or_is_the_demos(string? variable, string tenant)
    {
        WithKey();
        terminal.With("PRIVACY_TENANT", variable ?? "");

        await terminal.Run("token");

        new JsonWebToken(terminal.Out.Trim()).GetClaim("tenant").Value.ShouldBe(tenant);
    }

    [Fact]
    public async Task Without_a_development_key_there_is_no_token_and_a_word_on_where_to_get_one()
    {
        (await terminal.Run("token")).ShouldBe(2);

        terminal.Out.ShouldBeEmpty();
        terminal.Error.ShouldStartWith("error: cli.no_development_key: ");
        terminal.Error.ShouldContain("PRIVACY_TOKEN");
    }

    [Theory]
    [InlineData("90s", 90)]
    [InlineData("15m", 900)]
    [InlineData("24h", 86400)]
    [InlineData("0s", null)]
    [InlineData("25h", null)]
    [InlineData("1d", null)]
    [InlineData("-1h", null)]
    [InlineData("h", null)]
    public void A_duration_is_a_number_and_its_unit(string text, int? seconds) =>
        (TokenCommand.TryParse(text, out var duration) ? (int?)duration.TotalSeconds : null).ShouldBe(seconds);

    private void WithKey() => terminal.WithFile(".local/secrets/signing-key.pem", key.ExportPkcs8PrivateKeyPem());
}
