using PrivacyPlatform.EventStore;

namespace PrivacyPlatform.Messaging;

/// <summary>
/// One term of leading, on one connection to the broker: events are read and published ahead while confirms come, and leave the outbox in batches
/// when they are confirmed. Anything that goes wrong ends the term, and the next one begins with what is still in the outbox.
/// </summary>
internal sealed class RelayTerm(
    AnnouncementMap map, Outbox outbox, AnnouncementPublisher publisher, Flight flight, MessagingTelemetry telemetry, RelayOptions options, TimeProvider clock)
{
    /// <summary>Something has left the outbox in this term.</summary>
    public bool Moved { get; private set; }

    /// <summary>Runs until it is canceled or something goes wrong.</summary>
    /// <exception cref="UnannouncedEventException">All before the event is out, nothing behind it.</exception>
    /// <exception cref="TimeoutException">The broker neither took nor confirmed anything for a while.</exception>
    public async Task Run(CancellationToken ct)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(ct);
        Task[] parts = [Publish(ending.Token), Land(ending.Token), Watch(ending.Token)];
        var first = await Task.WhenAny(parts);
        await ending.CancelAsync();
        await Task.WhenAll(parts).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Flush();
        await first;
    }

    private async Task Publish(CancellationToken ct)
    {
        while (true)
        {
            var found = false;
            await foreach (var recorded in outbox.ReadPending(options.Pass, flight.Sequences, ct))
            {
                found = true;
                var announcement = new Announcement(recorded, map.Of(recorded));
                await flight.Board(recorded, silent: announcement.Message is null, ct);
                if (announcement.Message is not null)
                {
                    await publisher.Publish(announcement, ct);
                }
            }

            // What came during a pass is found by the next one: under load, news are not waited for.
            if (!found)
            {
                await outbox.WaitForNews(options.Idle, ct);
            }
        }
    }

    private async Task Land(CancellationToken ct)
    {
        while (true)
        {
            await flight.WaitForLanding(ct);
            await TakeOut(ct);
        }
    }

    /// <summary>A broker that neither takes nor confirms anything, while something is on its way to it, is given up.</summary>
    private async Task Watch(CancellationToken ct)
    {
        while (true)
        {
            var before = flight.Progress;
            await Task.Delay(options.ConfirmTimeout, clock, ct);
            if (before.Unanswered && flight.Progress == before)
            {
                var silence = new TimeoutException("The broker takes and confirms no messages.");
                flight.Fail(silence); // nobody need wait for an answer
                throw silence;
            }
        }
    }

    /// <summary>Also at the end, within bounds: what the broker has taken need not be published again.</summary>
    private async Task Flush()
    {
        using var answers = new CancellationTokenSource(options.FlushTimeout, clock);
        await flight.Settle(answers.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        using var store = new CancellationTokenSource(options.FlushTimeout, clock);
        await TakeOut(store.Token);
    }

    private async Task TakeOut(CancellationToken ct)
    {
        if (flight.Landed() is { Count: > 0 } landed)
        {
            await outbox.Confirm(landed, ct);
            telemetry.Confirmed(flight.Leave(landed.Count));
            Moved = true;
        }
    }
}
