
namespace PrivacyPlatform.SubProcessors.Delivery.Tests;

public sealed class ObjectionLinkTests
{
    private static readonly ObjectionPermit Permit = new("octopus", new Guid("0191f3a0-0000-7000-8000-000000000001"), new DateTimeOffset(2026, 1, 17, 0, 0, 0, TimeSpan.Zero));

    private readonly string root = NoticeSecrets.NewLine();

    [Fact]
    public void A_link_says_what_it_was_made_for() => Link(root).Read(Link(root).TokenOf(Permit)).ShouldBe(Permit);

    [Fact]
    public void It_leads_to_the_public_address() =>
        Link(root).For(Permit).AbsoluteUri.ShouldStartWith("https://subprocessors.example/objection?token=");

    [Fact]
    public void Whatever_is_changed_in_it_it_is_none_any_more()
    {
        var token = Link(root).TokenOf(Permit);
        for (var at = 0; at < token.Length - 1; at++)
        {
            Link(root).Read(token[..at] + (token[at] == 'A' ? 'B' : 'A') + token[(at + 1)..]).ShouldBeNull();
        }
    }

    [Fact]
    public void Nobody_else_can_make_one() => Link(NoticeSecrets.NewLine()).Read(Link(root).TokenOf(Permit)).ShouldBeNull();

    [Fact]
    public void A_link_outlives_a_new_root() => Link($"{NoticeSecrets.NewLine()}\n{root}").Read(Link(root).TokenOf(Permit)).ShouldBe(Permit);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("AAAA")]
    [InlineData("not base64url!")]
    public void What_is_no_link_is_none(string? token) => Link(root).Read(token).ShouldBeNull();

    [Fact]
    public void A_very_long_one_is_not_even_read() => Link(root).Read(new string('A', 100_000)).ShouldBeNull();

    private static ObjectionLink Link(string roots) => new(new Uri("https://subprocessors.example/"), NoticeSecrets.Read(roots));
}
