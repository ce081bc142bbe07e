using PrivacyPlatform.Consent.Service.Notices;
using PrivacyPlatform.Consent.Service.Purposes;
using PrivacyPlatform.Consent.Service.Subjects;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.Testing;

namespace PrivacyPlatform.Consent.Service.Tests;

/// <summary>What was stored once is read for ever, and no event changes without a new version.</summary>
public sealed class CorpusTests
{
    private static readonly string Folder = Repository.PathTo("tests", "Consent", "Consent.Service.Tests", "Corpus");

    private abstract record Changed
    {
        /// <summary>A purpose as its class might be tomorrow.</summary>
        public sealed record PurposeDefined(string PurposeId, string LegalBasis, IReadOnlyList<string> DataCategories, string Role, string Title) : Changed;

        public sealed record PurposeExtended(string PurposeId, string LegalBasis, IReadOnlyList<string> DataCategories, string Role, string Title, string Owner) : Changed;
    }

    [Fact]
    public void Every_version_ever_stored_is_read_and_no_event_has_changed_without_a_new_one() =>
        new EventCorpus(Folder).Holds(PurposeModule.Events).Holds(NoticeModule.Events).Holds(SubjectModule.Events).Holds(ConsentStreams.Suppressions.Events).AndNothingElse();

    [Fact]
    public void An_event_that_changed_would_be_seen() =>
        Should.Throw<ShouldAssertException>(() => new EventCorpus(Folder).Holds(new EventTypes<Changed>().Map<Changed.PurposeDefined>("purpose_defined")))
            .Message.ShouldContain("give it the next schema version");

    [Fact]
    public void A_member_that_what_is_stored_lacks_would_be_seen() =>
        Should.Throw<UnreadableEventException>(() => new EventCorpus(Folder).Holds(new EventTypes<Changed>().Map<Changed.PurposeExtended>("purpose_defined")));

    [Fact]
    public void A_new_version_without_examples_would_be_seen() =>
        Should.Throw<ShouldAssertException>(() => new EventCorpus(Folder).Holds(new EventTypes<Changed>().Map<Changed.PurposeExtended>("purpose_defined", schemaVersion: 2)))
            .Message.ShouldContain("purpose_defined.2.json is missing");

    [Fact]
    public void A_version_that_is_read_no_more_would_be_seen() =>
        Should.Throw<ShouldAssertException>(() => new EventCorpus(Folder).Holds(PurposeModule.Events).Holds(SubjectModule.Events).AndNothingElse())
            .Message.ShouldContain("notice_published.1.json");
}
