using PrivacyPlatform.Testing;

namespace PrivacyPlatform.ServiceDefaults.Tests.Reads;

public sealed class CorpusTests
{
    [Fact]
    public void Every_version_ever_stored_is_read_and_no_event_has_changed_without_a_new_one() =>
        new EventCorpus(Repository.PathTo("tests", "Aspire", "ServiceDefaults.Tests", "Reads", "Corpus")).Holds(ReadEvent.Types).AndNothingElse();
}
