using PrivacyPlatform.Consent.Subjects;

namespace PrivacyPlatform.Consent.Tests.Subjects;

public sealed class StatementTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Please never write to anna@example.com again.\r\n\tThank you, Gulfjær \U0001F426")]
    public void People_say_what_they_like(string? text) => Statement.Check(text).ShouldBeNull();

    [Theory]
    [InlineData("\u001B[31mred")]
    [InlineData("a\0b")]
    public void What_could_not_be_shown_as_it_is_is_refused(string text) =>
        Statement.Check(text).ShouldNotBeNull().Code.ShouldBe("consent.statement_malformed");

    // Not as attributes: those are stored in UTF-8, which has no halves.
    [Fact]
    public void Half_a_character_is_refused()
    {
        Statement.Check("half a " + (char)0xD83D + " pair").ShouldBe(SubjectRefusals.StatementMalformed);
        Statement.Check(((char)0xDC26).ToString()).ShouldBe(SubjectRefusals.StatementMalformed);
    }

    [Fact]
    public void A_statement_is_no_book()
    {
        Statement.Check(new string('a', 4000)).ShouldBeNull();
        Statement.Check(new string('a', 4001)).ShouldBe(SubjectRefusals.StatementMalformed);
    }
}
