using PrivacyPlatform.Consent.Notices;
using PrivacyPlatform.Testing;
using static PrivacyPlatform.Consent.Notices.NoticeEvent;

namespace PrivacyPlatform.Consent.Tests.Notices;

public sealed class PublishNoticeTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly string Hash = new('a', 64);
    private static readonly string OtherHash = new('b', 64);

    private static readonly PublishNotice First = new(
        new NoticeReference("privacy-policy", "2024-07-22", Hash), "en", "https://www.opsduty.io/privacy", false, null, null, Now);

    private static readonly NoticePublished FirstPublished =
        new("privacy-policy", "2024-07-22", Hash, "en", "https://www.opsduty.io/privacy", false, null, Now);

    private static readonly PublishNotice Second = First with
    {
        Reference = new NoticeReference("privacy-policy", "2026-04-01", OtherHash),
        Material = true,
        Summary = "A new recipient of billing data.",
        EffectiveAt = Now.AddDays(31),
        RecordedAt = Now.AddDays(1),
    };

    private static readonly NoticePublished SecondPublished = new(
        "privacy-policy", "2026-04-01", OtherHash, "en", "https://www.opsduty.io/privacy", true, "A new recipient of billing data.", Now.AddDays(31));

    private readonly DeciderSpec<NoticeCommand, NoticeState, NoticeEvent> spec = new(NoticeDecider.Decider);

    [Fact]
    public void A_version_counts_from_its_publication_when_nothing_else_is_said() => spec.Given().When(First).Then(FirstPublished);

    [Fact]
    public void A_later_version_may_count_from_a_later_day() => spec.Given(FirstPublished).When(Second).Then(SecondPublished);

    [Fact]
    public void Publishing_the_same_again_records_nothing_new() =>
        spec.Given(FirstPublished, SecondPublished).When(First with { RecordedAt = Now.AddDays(90) }).ThenNothing();

    [Fact]
    public void Publishing_the_same_again_records_nothing_new_also_after_its_day() =>
        spec.Given(FirstPublished, SecondPublished).When(Second with { RecordedAt = Now.AddDays(90) }).ThenNothing();

    [Fact]
    public void A_published_version_never_gets_another_text() =>
        spec.Given(FirstPublished)
            .When(First with { Reference = First.Reference with { ContentHash = OtherHash } })
            .ThenRefused("notice.version_published", "notice.version");

    [Fact]
    public void A_published_version_never_gets_another_address() =>
        spec.Given(FirstPublished).When(First with { Url = "https://www.opsduty.io/other" }).ThenRefused("notice.version_published");

    [Fact]
    public void A_published_version_never_gets_another_day() =>
        spec.Given(FirstPublished).When(First with { EffectiveAt = Now.AddDays(9) }).ThenRefused("notice.version_published");

    [Fact]
    public void A_version_is_never_back_dated() =>
        spec.Given().When(First with { EffectiveAt = Now.AddMicroseconds(-1) }).ThenRefused("notice.back_dated", "effective_at");

    [Fact]
    public void A_version_may_count_from_the_instant_of_its_publication() =>
        spec.Given().When(First with { EffectiveAt = Now }).Then(FirstPublished);

    [Fact]
    public void A_material_change_says_what_changed() =>
        spec.Given(FirstPublished).When(Second with { Summary = null }).ThenRefused("notice.summary_required", "summary");

    [Fact]
    public void The_first_version_changes_nothing_and_needs_no_summary() =>
        spec.Given().When(First with { Material = true }).Then(FirstPublished with { Material = true });

    [Fact]
    public void A_kind_that_is_no_code_is_refused() =>
        spec.Given().When(First with { Reference = First.Reference with { Kind = "Privacy policy" } }).ThenRefused("notice.kind_malformed", "notice.kind");

    [Fact]
    public void A_version_that_is_no_label_is_refused() =>
        spec.Given().When(First with { Reference = First.Reference with { Version = "22 July" } }).ThenRefused("notice.version_malformed", "notice.version");

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void A_hash_that_is_not_sha_256_is_refused(string hash) =>
        spec.Given()
            .When(First with { Reference = First.Reference with { ContentHash = hash } })
            .ThenRefused("notice.hash_malformed", "notice.content_hash");

    [Theory]
    [InlineData("")]
    [InlineData("english")]
    [InlineData("en_US")]
    [InlineData("en--US")]
    [InlineData("1n")]
    public void A_language_that_is_no_tag_is_refused(string language) =>
        spec.Given().When(First with { Language = language }).ThenRefused("notice.language_malformed", "language");

    [Theory]
    [InlineData("")]
    [InlineData("/privacy")]
    [InlineData("http://www.opsduty.io/privacy")]
    [InlineData("https://anna:secret@www.opsduty.io/privacy")]
    [InlineData("https://www.opsduty.io/a b")]
    public void An_address_that_is_not_plain_https_is_refused(string url) =>
        spec.Given().When(First with { Url = url }).ThenRefused("notice.url_malformed", "url");

    [Fact]
    public void A_summary_of_no_words_is_refused() =>
        spec.Given().When(First with { Summary = " " }).ThenRefused("notice.summary_malformed", "summary");

    [Fact]
    public void The_version_in_force_is_known_for_every_instant()
    {
        var state = NoticeDecider.Decider.Fold([FirstPublished, SecondPublished]);

        state.InForce(Now.AddMicroseconds(-1)).ShouldBeNull();
        state.InForce(Now)!.Reference.Version.ShouldBe("2024-07-22");
        state.InForce(SecondPublished.EffectiveAt.AddMicroseconds(-1))!.Reference.Version.ShouldBe("2024-07-22");
        state.InForce(SecondPublished.EffectiveAt)!.Reference.Version.ShouldBe("2026-04-01");
    }

    [Fact]
    public void Of_two_versions_effective_at_once_the_one_published_last_is_in_force() =>
        NoticeDecider.Decider.Fold([FirstPublished, FirstPublished with { Version = "2026-03-01" }])
            .InForce(Now)!.Reference.Version.ShouldBe("2026-03-01");
}
