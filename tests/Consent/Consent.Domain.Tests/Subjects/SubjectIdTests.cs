using PrivacyPlatform.Consent.Subjects;

namespace PrivacyPlatform.Consent.Tests.Subjects;

public sealed class SubjectIdTests
{
    [Theory]
    [InlineData("anna@example.com")]
    [InlineData("Anna <anna@example.com>")]
    [InlineData("mailto:anna@example.com")]
    [InlineData("anna@localhost")]
    [InlineData("+4791234567")]
    [InlineData("+47 912 34 567")]
    [InlineData(" +4791234567 ")]
    [InlineData("004791234567")]
    [InlineData("tel:91234567")]
    [InlineData("tel:+47-912-34-567")]
    [InlineData("912-34-567")]
    [InlineData("912.34.567")]
    [InlineData("(415) 555-0123")]
    [InlineData("415 555 0123")]
    [InlineData("192.168.100.200")]
    public void An_id_with_the_form_of_an_address_or_a_telephone_number_is_refused_and_not_repeated(string id)
    {
        var refusal = SubjectId.Check(id).ShouldNotBeNull();

        refusal.Code.ShouldBe("subject.looks_personal");
        refusal.Field.ShouldBe("subject_id");
        refusal.Message.ShouldNotContain(id);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("anna hansen")]
    [InlineData("søren")]
    [InlineData("a/b")]
    [InlineData("a%40example.com")]
    [InlineData("a\n")]
    public void An_id_of_another_shape_is_refused(string id) => SubjectId.Check(id)?.Code.ShouldBe("subject.malformed");

    [Theory]
    [InlineData("u")]
    [InlineData("4711")]
    [InlineData("91234567")]
    [InlineData("0000123456")]
    [InlineData("1234567:1")]
    [InlineData("auth0:5f7c8ec7c33c6c004bbafe82")]
    [InlineData("01957a00-0000-7000-8000-000000000001")]
    [InlineData("01957000-0000-7000-8000-000000000001")]
    [InlineData("user-91234567")]
    [InlineData("OPS_1.2:a-b")]
    public void An_opaque_id_is_accepted(string id) => SubjectId.Check(id).ShouldBeNull();

    [Fact]
    public void An_id_has_128_characters_at_most()
    {
        SubjectId.Check(new string('a', 128)).ShouldBeNull();
        SubjectId.Check(new string('a', 129))!.Code.ShouldBe("subject.malformed");
    }
}
