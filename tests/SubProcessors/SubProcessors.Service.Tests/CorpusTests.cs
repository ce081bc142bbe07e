using PrivacyPlatform.Testing;

namespace PrivacyPlatform.SubProcessors.Service.Tests;

/// <summary>What was stored once is read for ever, and no event changes without a new version.</summary>
public sealed class CorpusTests
{
    private static readonly string Folder = Repository.PathTo("tests", "SubProcessors", "SubProcessors.Service.Tests", "Corpus");

    [Fact]
    public void Every_version_ever_stored_is_read_and_no_event_has_changed_without_a_new_one() =>
        new EventCorpus(Folder)
            .Holds(SubProcessorsStreams.Registers.Events)
            .Holds(SubProcessorsStreams.Vendors.Events)
            .Holds(SubProcessorsStreams.Engagements.Events)
            .Holds(SubProcessorsStreams.Mechanisms.Events)
            .Holds(SubProcessorsStreams.Agreements.Events)
            .Holds(SubProcessorsStreams.Disclosures.Events)
            .Holds(SubProcessorsStreams.Notices.Events)
            .Holds(SubProcessorsStreams.Deliveries.Events)
            .AndNothingElse();
}
