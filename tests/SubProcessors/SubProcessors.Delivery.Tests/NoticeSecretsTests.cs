
namespace PrivacyPlatform.SubProcessors.Delivery.Tests;

public sealed class NoticeSecretsTests
{
    private static readonly string Line = NoticeSecrets.NewLine();

    [Fact]
    public void Each_customer_of_each_tenant_has_a_secret_of_its_own() =>
        new[] { ("octopus", "norse"), ("octopus", "acme"), ("opsduty", "norse") }
            .Select(one => Convert.ToHexString(NoticeSecrets.Read(Line).OfWebhook(one.Item1, one.Item2, 1)[0]))
            .ShouldBeUnique();

    [Fact]
    public void The_same_root_gives_the_same_secret_after_a_restart() =>
        NoticeSecrets.Read(Line + "\n").OfWebhook("octopus", "norse", 1)[0].ShouldBe(NoticeSecrets.Read(Line).OfWebhook("octopus", "norse", 1)[0]);

    [Fact]
    public void After_a_rotation_both_sign_and_the_one_before_them_no_longer()
    {
        var secrets = NoticeSecrets.Read(Line);
        var third = secrets.OfWebhook("octopus", "norse", 3);
        third.Count.ShouldBe(2);
        third[1].ShouldBe(secrets.OfWebhook("octopus", "norse", 2)[0]);
        third.ShouldNotContain(secret => secret.SequenceEqual(secrets.OfWebhook("octopus", "norse", 1)[0]));
    }

    [Fact]
    public void A_new_root_signs_first_and_the_old_one_still() =>
        NoticeSecrets.Read($"{NoticeSecrets.NewLine()}\n{Line}\n").OfWebhook("octopus", "norse", 1)[1].ShouldBe(NoticeSecrets.Read(Line).OfWebhook("octopus", "norse", 1)[0]);

    [Theory]
    [InlineData("")]
    [InlineData("too-short")]
    [InlineData("!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!")]
    public void Without_a_secret_nothing_starts(string text) => Should.Throw<InvalidOperationException>(() => NoticeSecrets.Read(text));
}
