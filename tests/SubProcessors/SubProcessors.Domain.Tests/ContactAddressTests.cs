namespace PrivacyPlatform.SubProcessors.Tests;

public sealed class ContactAddressTests
{
    [Theory]
    [InlineData("regis.hanol@discourse.org", true)]
    [InlineData("anna@example.com", true)]
    [InlineData("privacy.team@gmail.com", true)]
    [InlineData("privacy@slack.com", false)]
    [InlineData("emea-privacy@sumologic.com", false)]
    [InlineData("legal-orders@shopify.com", false)]
    [InlineData("dataprocessing@tackle.io", false)]
    [InlineData("https://discourse.org/privacy", false)]
    public void A_persons_mailbox_is_told_from_a_roles(string contact, bool personal) => ContactAddress.LooksPersonal(contact).ShouldBe(personal);

    [Theory]
    [InlineData("privacy@slack.com", "slack.com")]
    [InlineData("https://Discourse.org/privacy", "discourse.org")]
    [InlineData("slack.com", null)]
    public void A_contact_belongs_to_a_domain(string contact, string? domain) => ContactAddress.DomainOf(contact).ShouldBe(domain);
}
