using PrivacyPlatform.EventStore;

namespace PrivacyPlatform.Messaging.Tests;

public sealed class FlightTests : IDisposable
{
    private readonly Flight flight = new(room: 4);

    public void Dispose() => flight.Dispose();

    [Fact]
    public async Task Only_what_is_confirmed_without_a_gap_lands()
    {
        await Board(11, 12, 13);

        flight.Confirm(2, multiple: false);
        flight.Confirm(3, multiple: false);
        flight.Landed().ShouldBeEmpty("13 may be of the same stream as 11");

        flight.Confirm(1, multiple: false);
        flight.Landed().ShouldBe([11, 12, 13]);
    }

    [Fact]
    public async Task A_confirm_of_several_leaves_the_later_ones_open()
    {
        await Board(11, 12, 13);
        flight.Confirm(2, multiple: false);

        flight.Confirm(2, multiple: true);

        flight.Landed().ShouldBe([11, 12]);
        flight.Leave(2).ShouldBe(2);
        flight.Sequences.ShouldBe([13]);
        flight.Progress.Unanswered.ShouldBeTrue();
    }

    [Fact]
    public async Task What_is_not_published_lands_with_what_was_published_before_it()
    {
        await Board(11);
        await flight.Board(Recorded(12), silent: true, CancellationToken.None);
        flight.Landed().ShouldBeEmpty();

        flight.Confirm(1, multiple: true);

        flight.Landed().ShouldBe([11, 12]);
        flight.Leave(2).ShouldBe(1, "one message was published");
    }

    [Fact]
    public async Task A_full_flight_takes_the_next_event_when_one_has_left()
    {
        await Board(11, 12, 13, 14);
        var next = Board(15);
        next.IsCompleted.ShouldBeFalse();

        flight.Confirm(1, multiple: false);
        flight.Leave(flight.Landed().Count);

        await next.WaitAsync(TimeSpan.FromSeconds(30));
        flight.Sequences.ShouldBe([12, 13, 14, 15]);
    }

    [Fact]
    public async Task A_failure_ends_every_wait_and_keeps_what_was_confirmed()
    {
        await Board(11, 12);
        flight.Confirm(1, multiple: false);

        flight.Fail(new IOException("gone"));

        await Should.ThrowAsync<IOException>(() => flight.WaitForLanding(CancellationToken.None));
        await flight.Settle(CancellationToken.None);
        flight.Landed().ShouldBe([11]);
    }

    private async Task Board(params long[] sequences)
    {
        foreach (var sequence in sequences)
        {
            await flight.Board(Recorded(sequence), silent: false, CancellationToken.None);
        }
    }

    private static RecordedEvent Recorded(long sequence) => new(
        sequence, Guid.Empty, "acme", "trial-1", sequence, "trial_recorded", 1, "{}", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, "tester", null, null, null);
}
