using PrivacyPlatform.SubProcessors.Agreements;
using PrivacyPlatform.SubProcessors.Engagements;
using PrivacyPlatform.SubProcessors.Notices;
using PrivacyPlatform.SubProcessors.Tests.Engagements;

namespace PrivacyPlatform.SubProcessors.Tests.Notices;

public sealed class NoticeFactsTests : EngagementSpec
{
    [Fact]
    public void The_period_is_the_customers_own_and_ends_when_activation_says()
    {
        var engagement = Of(Proposed, Announced);
        var facts = NoticeFacts.Of(Id, engagement, engagement.Versions[0], Norse).ShouldNotBeNull();
        facts.NoticeDays.ShouldBe(14);
        facts.ObjectBy.ShouldBe(new(2026, 1, 17, 0, 0, 0, TimeSpan.Zero));
        facts.ObjectBy.ShouldBe(Activation.ActiveFrom(engagement, engagement.Versions[0], Norse)!.Value);
        (facts.CustomerId, facts.RegisterId, facts.EngagementId, facts.VendorId, facts.TermsNumber).ShouldBe(("norse", "billing", Id, "acme", 1));
    }

    [Fact]
    public void A_replacement_in_an_emergency_is_told_too()
    {
        var engagement = Of(Replaced);
        NoticeFacts.Of(Id, engagement, engagement.Versions[0], Norse).ShouldNotBeNull().Introduction.ShouldBe(Introduction.Emergency);
    }

    [Fact]
    public void Of_what_was_always_listed_there_is_no_notice() => NoticeFacts.Of(Id, Of(Listed), Of(Listed).Versions[0], Norse).ShouldBeNull();

    [Fact]
    public void Of_what_is_over_there_is_no_notice()
    {
        var engagement = Of(Proposed, Announced, Retired);
        NoticeFacts.Of(Id, engagement, engagement.Versions[0], Norse).ShouldBeNull();
    }

    [Fact]
    public void Whoever_was_no_customer_then_gets_none()
    {
        var engagement = Of(Proposed, Announced);
        NoticeFacts.Of(Id, engagement, engagement.Versions[0], Stranger).ShouldBeNull();
        var later = new Customer("norse", new AgreementState.Known("norse", [new("2025-01", 14, Day(2))], EndedAt: null));
        NoticeFacts.Of(Id, engagement, engagement.Versions[0], later).ShouldBeNull();
    }

    [Fact]
    public void A_notices_id_follows_from_tenant_customer_and_terms_alone()
    {
        var engagement = Of(Proposed, Announced);
        var facts = NoticeFacts.Of(Id, engagement, engagement.Versions[0], Norse)!;
        NoticeId.Of("octopus", facts).ShouldBe(NoticeId.Of("octopus", facts with { ObjectBy = Day(99), NoticeDays = 1 }));
        new[]
        {
            NoticeId.Of("octopus", facts), NoticeId.Of("opsduty", facts), NoticeId.Of("octopus", facts with { TermsNumber = 2 }),
            NoticeId.Of("octopus", facts with { CustomerId = "other" }), NoticeId.Of("octopus", facts with { EngagementId = "other" }),
        }.ShouldBeUnique();
    }
}
