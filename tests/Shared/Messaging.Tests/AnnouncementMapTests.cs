using PrivacyPlatform.EventStore;
using PrivacyPlatform.Messaging.Tests.Trial;

namespace PrivacyPlatform.Messaging.Tests;

public sealed class AnnouncementMapTests
{
    private static readonly RecordedEvent Recorded = new(
        4711, Guid.Parse("0199aaaa-0000-7000-8000-000000000001"), "acme", "trial-1", 3, "trial_recorded", 1, """{"subject_id":"ola.nordmann@example.org"}""",
        DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, "tester", null, null, null);

    private static readonly AnnouncementMap Map = new AnnouncementMap()
        .Announce("trial_recorded", recorded => new SampleRecorded { Version = recorded.Version })
        .NotAnnounced("trial_noted", "Of no use to anybody else.");

    [Fact]
    public void An_event_is_announced_as_its_message() => Map.Of(Recorded).ShouldBe(new SampleRecorded { Version = 3 });

    [Fact]
    public void An_event_can_say_by_name_that_it_is_not_announced()
    {
        Map.Of(Recorded with { Type = "trial_noted" }).ShouldBeNull();
        Map.Silent["trial_noted"].ShouldBe("Of no use to anybody else.");
    }

    [Fact]
    public void An_event_that_the_map_forgot_is_an_error_and_can_be_asked_for()
    {
        Should.Throw<UnannouncedEventException>(() => Map.Of(Recorded with { Type = "trial_added" })).Message.ShouldContain("trial_added");
        Map.MissingFrom(["trial_recorded", "trial_added", "trial_noted"]).ShouldBe(["trial_added"]);
    }

    [Fact]
    public void A_message_that_the_map_does_not_name_is_an_error_since_its_exchange_was_not_declared() =>
        Should.Throw<UnannouncedEventException>(() =>
            new AnnouncementMap().Announce("trial_recorded", _ => new SampleCaptured(), SampleRecorded.Descriptor).Of(Recorded));

    [Fact]
    public void A_failing_map_says_where_and_quotes_nothing() =>
        Should.Throw<UnannouncedEventException>(() =>
                new AnnouncementMap().Announce<SampleRecorded>("trial_recorded", recorded => throw new InvalidOperationException(recorded.Data)).Of(Recorded))
            .ToString().ShouldNotContain("nordmann");
}
