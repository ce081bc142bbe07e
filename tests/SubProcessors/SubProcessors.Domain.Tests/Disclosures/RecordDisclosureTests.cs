using PrivacyPlatform.SubProcessors.Disclosures;
using PrivacyPlatform.Testing;
using static PrivacyPlatform.SubProcessors.Disclosures.DisclosureEvent;

namespace PrivacyPlatform.SubProcessors.Tests.Disclosures;

public sealed class RecordDisclosureTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 1, 9, 0, 0, TimeSpan.Zero);

    private static readonly RecordDisclosure Record = new(
        "d-1", RecipientCategory.GovernmentAndLawEnforcement, "kripos", DisclosureGround.LegalDuty, ["technical", "contact"], "dpo", "s-1", At, At);

    private static readonly DisclosureRecorded Recorded = new(
        "d-1", RecipientCategory.GovernmentAndLawEnforcement, "kripos", DisclosureGround.LegalDuty, ["contact", "technical"], "dpo", "s-1", At);

    private readonly DeciderSpec<DisclosureCommand, DisclosureState, DisclosureEvent> spec = new(DisclosureDecider.Decider);

    [Fact]
    public void A_sharing_is_recorded() => spec.Given().When(Record).Then(Recorded);

    [Fact]
    public void Recording_the_same_twice_records_nothing_new() => spec.Given(Recorded).When(Record with { DataCategories = ["contact", "technical"] }).ThenNothing();

    [Fact]
    public void What_is_recorded_never_changes() => spec.Given(Recorded).When(Record with { Recipient = "okokrim" }).ThenRefused("disclosure.id_taken", "disclosure_id");

    [Theory]
    [InlineData(DisclosureGround.LegalDuty)]
    [InlineData(DisclosureGround.CounselAdvice)]
    [InlineData(DisclosureGround.LegalAction)]
    public void Law_enforcement_needs_one_of_three_grounds_and_an_approver(DisclosureGround ground)
    {
        spec.Given().When(Record with { Ground = ground }).Then(Recorded with { Ground = ground });
        spec.Given().When(Record with { Ground = ground, Approver = null }).ThenRefused("disclosure.approver_required", "approver");
    }

    [Theory]
    [InlineData(RecipientCategory.GovernmentAndLawEnforcement, DisclosureGround.Consent)]
    [InlineData(RecipientCategory.EmployeesAndAffiliates, DisclosureGround.LegalDuty)]
    [InlineData(RecipientCategory.ThirdPartyServices, DisclosureGround.NeedToKnow)]
    [InlineData(RecipientCategory.Other, (DisclosureGround)0)]
    public void A_ground_of_another_category_is_refused(RecipientCategory category, DisclosureGround ground) =>
        spec.Given().When(Record with { Category = category, Ground = ground }).ThenRefused("disclosure.ground_unfit", "ground");

    [Fact]
    public void Others_need_no_approver() =>
        spec.Given()
            .When(Record with { Category = RecipientCategory.ThirdPartyServices, Ground = DisclosureGround.ServiceProvision, Approver = null, SubjectId = null })
            .Then(Recorded with { Category = RecipientCategory.ThirdPartyServices, Ground = DisclosureGround.ServiceProvision, Approver = null, SubjectId = null });

    [Theory]
    [InlineData("anna@example.com", "subject.looks_personal")]
    [InlineData("+47 912 34 567", "subject.looks_personal")]
    [InlineData("004791234567", "subject.looks_personal")]
    [InlineData("912-34-567", "subject.looks_personal")]
    [InlineData("Anna Berg", "subject.malformed")]
    [InlineData("", "subject.malformed")]
    public void A_subject_id_that_is_not_opaque_is_refused(string subject, string code) => spec.Given().When(Record with { SubjectId = subject }).ThenRefused(code, "subject_id");

    [Fact]
    public void A_number_alone_is_opaque() => spec.Given().When(Record with { SubjectId = "91234567" }).Then(Recorded with { SubjectId = "91234567" });

    [Fact]
    public void What_cannot_be_is_refused()
    {
        spec.Given().When(Record with { DisclosureId = "" }).ThenRefused("disclosure.id_malformed");
        spec.Given().When(Record with { Category = default(RecipientCategory) }).ThenRefused("disclosure.category_required");
        spec.Given().When(Record with { Recipient = "Officer Hansen" }).ThenRefused("disclosure.recipient_malformed");
        spec.Given().When(Record with { DataCategories = [] }).ThenRefused("disclosure.data_category_required");
        spec.Given().When(Record with { Approver = "Kari Nordmann" }).ThenRefused("disclosure.approver_required");
        spec.Given().When(Record with { At = At.AddMinutes(6) }).ThenRefused("disclosure.in_future", "at");
    }
}
