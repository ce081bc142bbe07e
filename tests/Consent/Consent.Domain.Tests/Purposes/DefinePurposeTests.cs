using PrivacyPlatform.Consent.Purposes;
using PrivacyPlatform.Testing;
using static PrivacyPlatform.Consent.Purposes.PurposeEvent;

namespace PrivacyPlatform.Consent.Tests.Purposes;

public sealed class DefinePurposeTests
{
    private static readonly DefinePurpose Newsletter =
        new("newsletter", LegalBasis.Consent, ["contact", "identity"], ProcessingRole.Controller, "Send the newsletter");

    private static readonly PurposeDefined Defined =
        new("newsletter", LegalBasis.Consent, ["contact", "identity"], ProcessingRole.Controller, "Send the newsletter");

    private readonly DeciderSpec<PurposeCommand, PurposeState, PurposeEvent> spec = new(PurposeDecider.Decider);

    [Fact]
    public void A_purpose_is_defined() => spec.Given().When(Newsletter).Then(Defined);

    [Fact]
    public void Defining_the_same_again_records_nothing_new() => spec.Given(Defined).When(Newsletter).ThenNothing();

    [Fact]
    public void The_order_in_which_data_categories_are_listed_means_nothing() =>
        spec.Given(Defined).When(Newsletter with { DataCategories = ["identity", "contact", "identity"] }).ThenNothing();

    [Fact]
    public void Another_legal_basis_is_another_definition() =>
        spec.Given(Defined)
            .When(Newsletter with { LegalBasis = LegalBasis.Contract })
            .Then(Defined with { LegalBasis = LegalBasis.Contract });

    [Fact]
    public void Another_title_is_another_definition() =>
        spec.Given(Defined).When(Newsletter with { Title = "Send news" }).Then(Defined with { Title = "Send news" });

    [Fact]
    public void Other_data_categories_are_another_definition() =>
        spec.Given(Defined).When(Newsletter with { DataCategories = ["contact"] }).Then(Defined with { DataCategories = ["contact"] });

    [Fact]
    public void Another_role_is_another_definition() =>
        spec.Given(Defined).When(Newsletter with { Role = ProcessingRole.Processor }).Then(Defined with { Role = ProcessingRole.Processor });

    [Fact]
    public void Going_back_to_an_earlier_definition_is_recorded() =>
        spec.Given(Defined, Defined with { Title = "Send news" }).When(Newsletter).Then(Defined);

    [Theory]
    [InlineData("")]
    [InlineData("News Letter")]
    [InlineData("anna@example.com")]
    [InlineData("ordre-på-telefon")]
    [InlineData("a23456789012345678901234567890123456789012345678901234567890abcde")]
    public void An_id_that_is_no_code_is_refused(string id) =>
        spec.Given().When(Newsletter with { PurposeId = id }).ThenRefused("purpose.id_malformed", "purpose_id");

    [Fact]
    public void A_purpose_without_a_legal_basis_is_refused() =>
        spec.Given().When(Newsletter with { LegalBasis = default(LegalBasis) }).ThenRefused("purpose.legal_basis_required", "legal_basis");

    [Fact]
    public void A_purpose_without_a_role_is_refused() =>
        spec.Given().When(Newsletter with { Role = default(ProcessingRole) }).ThenRefused("purpose.role_required", "role");

    [Fact]
    public void A_purpose_without_data_categories_is_refused() =>
        spec.Given().When(Newsletter with { DataCategories = [] }).ThenRefused("purpose.data_category_required", "data_categories");

    [Fact]
    public void A_data_category_that_is_no_code_is_refused() =>
        spec.Given().When(Newsletter with { DataCategories = ["contact", "Anna's address"] }).ThenRefused("purpose.data_category_malformed", "data_categories");

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("two\nlines")]
    public void A_title_that_is_not_one_line_of_text_is_refused(string title) =>
        spec.Given().When(Newsletter with { Title = title }).ThenRefused("purpose.title_malformed", "title");

    [Fact]
    public void A_title_may_have_200_characters_and_no_more()
    {
        spec.Given().When(Newsletter with { Title = new string('a', 201) }).ThenRefused("purpose.title_malformed");
        spec.Given().When(Newsletter with { Title = new string('a', 200) }).Then(Defined with { Title = new string('a', 200) });
    }
}
