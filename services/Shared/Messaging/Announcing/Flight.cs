using PrivacyPlatform.EventStore;

namespace PrivacyPlatform.Messaging;

/// <summary>
/// The events of one connection that were read from the outbox and have not left it yet, in the order in which they are published. An event
/// lands when the broker has confirmed it and all before it: what is published again after a failure is then an unbroken end of every stream.
/// </summary>
internal sealed class Flight(int room) : IDisposable
{
    private readonly Lock gate = new();
    private readonly SemaphoreSlim free = new(room);
    private readonly SemaphoreSlim news = new(0, 1);
    private readonly Queue<(long Sequence, DateTimeOffset RecordedAt, ulong Tag)> aboard = new();
    private readonly HashSet<ulong> early = [];
    private readonly int batch = Math.Max(1, room / 4);
    private ulong published;
    private ulong confirmed;
    private ulong landing;
    private ulong landed;
    private Exception? failure;

    /// <summary>When the oldest of them was recorded; null when there are none.</summary>
    public DateTimeOffset? Oldest
    {
        get
        {
            lock (gate)
            {
                return aboard.TryPeek(out var oldest) ? oldest.RecordedAt : null;
            }
        }
    }

    /// <summary>Their sequences, ascending.</summary>
    public IReadOnlyList<long> Sequences
    {
        get
        {
            lock (gate)
            {
                return [.. aboard.Select(one => one.Sequence).Order()];
            }
        }
    }

    /// <summary>How much was published and answered: the same again, and <c>Unanswered</c>, is silence.</summary>
    public (ulong Moves, bool Unanswered) Progress
    {
        get
        {
            lock (gate)
            {
                return (published + confirmed + (ulong)early.Count, confirmed < published);
            }
        }
    }

    /// <summary>Waits until there is room for it. In the order of publishing, before it is published: its answer may come at once.</summary>
    /// <param name="silent">It is not published: it lands with those before it.</param>
    public async Task Board(RecordedEvent recorded, bool silent, CancellationToken ct)
    {
        await free.WaitAsync(ct);
        lock (gate)
        {
            published += silent ? 0UL : 1;
            aboard.Enqueue((recorded.Sequence, recorded.RecordedAt, published));
            TellIfItPays();
        }
    }

    /// <summary>The broker has taken a message, counted from 1 on, or all up to it. One without a bound queue is returned, and then confirmed like others.</summary>
    public void Confirm(ulong tag, bool multiple)
    {
        lock (gate)
        {
            if (multiple && tag > confirmed)
            {
                early.RemoveWhere(one => one <= tag);
                confirmed = tag;
            }
            else if (tag > confirmed)
            {
                early.Add(tag);
            }

            while (early.Remove(confirmed + 1))
            {
                confirmed++;
            }

            TellIfItPays();
        }
    }

    /// <summary>Nothing more will be confirmed.</summary>
    public void Fail(Exception reason)
    {
        lock (gate)
        {
            failure ??= reason;
            Tell();
        }
    }

    /// <summary>Returns when it pays to look for landed ones: when a good part of the room can be freed at once, or all that was published is confirmed.</summary>
    /// <exception cref="Exception">What <see cref="Fail"/> was told.</exception>
    public async Task WaitForLanding(CancellationToken ct)
    {
        await news.WaitAsync(ct);
        lock (gate)
        {
            if (failure is not null)
            {
                throw failure;
            }
        }
    }

    /// <summary>Returns when every published one is confirmed, or none will be any more. After the last was published.</summary>
    public async Task Settle(CancellationToken ct)
    {
        while (!IsSettled())
        {
            await news.WaitAsync(ct);
        }
    }

    /// <summary>The sequences that may leave the outbox, the first ones aboard.</summary>
    public IReadOnlyList<long> Landed()
    {
        lock (gate)
        {
            landing = confirmed;
            return [.. aboard.TakeWhile(one => one.Tag <= confirmed).Select(one => one.Sequence)];
        }
    }

    /// <summary>The first ones aboard, so many, have left the outbox.</summary>
    /// <returns>How many of them were published.</returns>
    public int Leave(int count)
    {
        lock (gate)
        {
            var before = landed;
            for (var left = 0; left < count; left++)
            {
                landed = aboard.Dequeue().Tag;
            }

            free.Release(count);
            return (int)(landed - before);
        }
    }

    public void Dispose()
    {
        free.Dispose();
        news.Dispose();
    }

    private bool IsSettled()
    {
        lock (gate)
        {
            return failure is not null || confirmed == published;
        }
    }

    private void TellIfItPays()
    {
        if (confirmed == published || confirmed - landing >= (ulong)batch)
        {
            Tell();
        }
    }

    private void Tell()
    {
        if (news.CurrentCount == 0)
        {
            news.Release();
        }
    }
}
