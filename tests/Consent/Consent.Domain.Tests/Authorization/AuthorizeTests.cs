using PrivacyPlatform.Consent.Authorization;
using PrivacyPlatform.Consent.Purposes;
using PrivacyPlatform.Consent.Subjects;

namespace PrivacyPlatform.Consent.Tests.Authorization;

public sealed class AuthorizeTests
{
    [Theory]
    [InlineData(Answer.Granted, true, "consent.granted")]
    [InlineData(Answer.NotAsked, false, "consent.not_asked")]
    [InlineData(Answer.Denied, false, "consent.denied")]
    [InlineData(Answer.Withdrawn, false, "consent.withdrawn")]
    public void Where_consent_is_the_basis_the_answer_decides(Answer answer, bool permitted, string reason) =>
        Authorize.Decide(LegalBasis.Consent, answer).ShouldBe(new Verdict(permitted, reason));

    [Theory]
    [InlineData(LegalBasis.Contract, "basis.contract")]
    [InlineData(LegalBasis.LegalObligation, "basis.legal_obligation")]
    [InlineData(LegalBasis.VitalInterests, "basis.vital_interests")]
    [InlineData(LegalBasis.PublicTask, "basis.public_task")]
    [InlineData(LegalBasis.LegitimateInterests, "basis.legitimate_interests")]
    public void A_purpose_on_another_basis_is_stopped_by_no_answer(LegalBasis basis, string reason) =>
        Enum.GetValues<Answer>().Select(answer => Authorize.Decide(basis, answer)).ShouldAllBe(verdict => verdict == new Verdict(true, reason));

    [Fact]
    public void Every_basis_and_every_answer_is_decided()
    {
        foreach (var basis in Enum.GetValues<LegalBasis>())
        {
            foreach (var answer in Enum.GetValues<Answer>())
            {
                Authorize.Decide(basis, answer).Reason.ShouldNotBeEmpty();
            }
        }
    }
}
