namespace PrivacyPlatform.PersonalData.Tests;

public sealed class PersonalDataGuardTests
{
    [Theory]
    [InlineData("anna@example.org")]
    [InlineData("please write to Anna <anna.hansen@mail.example.org>, thanks")]
    [InlineData("+47 912 34 567")]
    [InlineData("call +4791234567 after four")]
    [InlineData("tel:+1-202-555-0143")]
    public void An_address_or_number_in_clear_is_found(string text) =>
        PersonalDataGuard.Find($$"""{"a":[{"note":"{{text}}"}]}""").ShouldBe(["/a/0/note"]);

    [Theory]
    [InlineData("usr_8c0f")]
    [InlineData("91234567")]
    [InlineData("0190a000-0000-7000-8000-000000000001")]
    [InlineData("2026-03-01T09:00:00.000000+02:00")]
    [InlineData("d2ViLXNpdGU+NDc5MTIzNDU2Nw")]
    [InlineData("https://example.org/notices/7?version=1+2")]
    [InlineData("@handle")]
    public void A_code_is_not(string text) => PersonalDataGuard.Find($$"""{"a":"{{text}}"}""").ShouldBeEmpty();

    [Fact]
    public void A_members_name_counts_as_text() => PersonalDataGuard.Find("""{"by":{"anna@example.org":1}}""").ShouldBe(["/by"]);

    [Fact]
    public void Sealed_values_are_passed_over() =>
        PersonalDataGuard.Find("""{"a":{"sealed":"v1","key":"+4791234567","nonce":"","data":"","place":""}}""").ShouldBeEmpty();
}
