using PrivacyPlatform.Consent.Notices;
using PrivacyPlatform.Consent.Subjects;

namespace PrivacyPlatform.Consent.Tests.Subjects;

/// <summary>What holds for every answer; shown on withdrawals, which nothing else can refuse.</summary>
public sealed class AnswerTests : SubjectSpec
{
    [Fact]
    public void A_clock_may_run_ahead_by_five_minutes_and_no_more()
    {
        var limit = Now.AddMinutes(5);
        Spec.Given().When(Withdraw(0) with { OccurredAt = limit }).Then(Withdrawn(0) with { OccurredAt = limit });
        Spec.Given()
            .When(Withdraw(0) with { OccurredAt = limit.AddMicroseconds(1) })
            .ThenRefused("consent.occurred_in_future", "occurred_at");
    }

    [Fact]
    public void An_answer_may_be_as_old_as_it_is() =>
        Spec.Given().When(Withdraw(0) with { OccurredAt = DateTimeOffset.UnixEpoch }).Then(Withdrawn(0) with { OccurredAt = DateTimeOffset.UnixEpoch });

    [Fact]
    public void A_purpose_id_that_is_no_code_is_refused() =>
        Spec.Given().When(Withdraw(1) with { PurposeId = "The newsletter" }).ThenRefused("purpose.id_malformed", "purpose_id");

    [Fact]
    public void A_channel_outside_the_contract_is_refused() =>
        Spec.Given().When(Withdraw(1) with { Evidence = Web with { Channel = (Channel)99 } }).ThenRefused("evidence.channel_malformed", "evidence.channel");

    [Fact]
    public void A_language_that_is_no_tag_is_refused() =>
        Spec.Given().When(Withdraw(1) with { Evidence = Web with { Language = "Norwegian" } }).ThenRefused("evidence.language_malformed", "evidence.language");

    [Fact]
    public void A_producer_that_is_no_code_is_refused() =>
        Spec.Given()
            .When(Withdraw(1) with { Evidence = Web with { Producer = "Anna Hansen" } })
            .ThenRefused("evidence.producer_malformed", "evidence.producer");

    [Theory]
    [InlineData("Anna", "2024-07-22", "evidence.notice.kind", "notice.kind_malformed")]
    [InlineData("terms", "", "evidence.notice.version", "notice.version_malformed")]
    [InlineData("terms", "1.0", "evidence.notice.content_hash", "notice.hash_malformed")]
    public void A_malformed_notice_reference_is_refused_with_the_field_it_is_in(string kind, string version, string field, string code) =>
        Spec.Given()
            .When(Withdraw(1) with { Evidence = Web with { Notice = new NoticeReference(kind, version, "no hash") } })
            .ThenRefused(code, field);

    [Fact]
    public void The_subject_id_is_looked_at_first() =>
        Spec.Given().When(Withdraw(1) with { SubjectId = "anna@example.com", PurposeId = "?" }).ThenRefused("subject.looks_personal", "subject_id");
}
