namespace PrivacyPlatform.EventStore;

/// <summary>
/// Commands that wait for their turn, within bounds. While no group is under way a command begins at once; beside others a group begins once it
/// is as large as they are on average, or when one of them ends: the more comes, the larger the groups, and no clock is involved. A stream is at
/// work in one group at a time: commands for it that come meanwhile wait for that group, not for a conflict.
/// </summary>
internal sealed class CommandQueue(Func<IReadOnlyList<QueuedCommand>, Task> run, GroupingOptions options, TimeProvider clock) : IAsyncDisposable
{
    /// <summary>What waits now is done or refused by then.</summary>
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    /// <summary>How often those that wait are looked after. Shorter than anybody would notice, longer than a group takes that is not stuck.</summary>
    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(50);

    private readonly Lock gate = new();
    private readonly TaskCompletionSource drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<StreamKey, Queue<QueuedCommand>> atWork = [];
    private Queue<QueuedCommand> ready = new();
    private int waiting;
    private int working;
    private int underWay;
    private bool watched;
    private bool closed;

    /// <exception cref="OverloadedException">As many wait as may.</exception>
    /// <exception cref="ObjectDisposedException">The store is being shut down.</exception>
    public void Submit(QueuedCommand command)
    {
        List<QueuedCommand>? group;
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(closed, this);
            if (waiting >= options.MaxWaiting)
            {
                throw Overloaded("As many commands wait as may.");
            }

            command.Since = clock.GetTimestamp();
            waiting++;
            ready.Enqueue(command);
            group = Begin();
            Watch();
        }

        if (group is not null)
        {
            _ = Work(group); // begins on the caller's own thread: alone, a command pays for no handing over
        }
    }

    /// <summary>Takes no more commands; returns when those that it has have their outcomes.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (gate)
        {
            closed = true;
            if (working == 0)
            {
                drained.TrySetResult();
            }
        }

        await drained.Task;
    }

    private OverloadedException Overloaded(string message)
    {
        Telemetry.Overloaded.Add(1);
        return new(message, RetryAfter);
    }

    private async Task Work(List<QueuedCommand> group)
    {
        Telemetry.GroupSize.Record(group.Count);
        await run(group);
        Next(group);
    }

    private void Next(List<QueuedCommand> done)
    {
        lock (gate)
        {
            working--;
            underWay -= done.Count;
            Release(done);
            BeginAll(impatient: false);

            if (closed && working == 0)
            {
                drained.TrySetResult();
            }
        }
    }

    private void BeginAll(bool impatient)
    {
        while (Begin(impatient) is { } group)
        {
            // Not in the flow of the caller that began: what follows belongs to others.
            using (ExecutionContext.SuppressFlow())
            {
                _ = Task.Run(() => Work(group));
            }
        }
    }

    /// <summary>What waited for these streams goes to the front: it came before what is ready now.</summary>
    private void Release(List<QueuedCommand> done)
    {
        var first = new Queue<QueuedCommand>();
        foreach (var command in done)
        {
            if (atWork.Remove(command.Stream, out var parked))
            {
                foreach (var next in parked)
                {
                    first.Enqueue(next);
                }
            }
        }

        if (first.Count > 0)
        {
            foreach (var command in ready)
            {
                first.Enqueue(command);
            }

            ready = first;
        }
    }

    /// <param name="impatient">Also a group that is smaller than those under way: one of them may be stuck.</param>
    private List<QueuedCommand>? Begin(bool impatient = false)
    {
        if (working == options.Connections || (working > 0 && !impatient && ready.Count * working < underWay))
        {
            return null;
        }

        // No more than each connection's share: else one would have them all, and the others nothing to do beside it.
        var share = (ready.Count + underWay + options.Connections - 1) / options.Connections;
        var group = Take(Math.Min(options.MaxGroup, share));
        working += group is null ? 0 : 1;
        underWay += group?.Count ?? 0;
        return group;
    }

    private List<QueuedCommand>? Take(int atMost)
    {
        List<QueuedCommand>? group = null;
        HashSet<StreamKey>? own = null;
        while ((group?.Count ?? 0) < atMost && ready.TryDequeue(out var command))
        {
            if (!command.IsWaiting)
            {
                waiting--; // canceled or refused meanwhile
            }
            else if (own?.Contains(command.Stream) != true && atWork.TryGetValue(command.Stream, out var parked))
            {
                parked.Enqueue(command);
            }
            else
            {
                waiting--;
                if (command.TryBegin())
                {
                    Telemetry.QueueWait.Record(clock.GetElapsedTime(command.Since).TotalSeconds);
                    (group ??= []).Add(command);
                    if ((own ??= []).Add(command.Stream))
                    {
                        atWork.Add(command.Stream, new());
                    }
                }
            }
        }

        return group;
    }

    /// <summary>Looks after those that wait, while there are any.</summary>
    private void Watch()
    {
        if (waiting > 0 && !watched)
        {
            watched = true;
            using (ExecutionContext.SuppressFlow())
            {
                _ = Task.Run(Patrol);
            }
        }
    }

    private async Task Patrol()
    {
        while (true)
        {
            await Task.Delay(Round, clock);
            lock (gate)
            {
                Sift(ready);
                foreach (var parked in atWork.Values)
                {
                    Sift(parked);
                }

                BeginAll(impatient: true);
                if (waiting == 0)
                {
                    watched = false;
                    return;
                }
            }
        }
    }

    /// <summary>Leaves those out that gave up, or have waited too long and are told so now.</summary>
    private void Sift(Queue<QueuedCommand> queue)
    {
        for (var left = queue.Count; left > 0; left--)
        {
            var command = queue.Dequeue();
            if (command.IsWaiting && clock.GetElapsedTime(command.Since) >= options.MaxWait)
            {
                command.TryRefuse(Overloaded("Its turn did not come in time."));
            }

            if (command.IsWaiting)
            {
                queue.Enqueue(command);
            }
            else
            {
                waiting--;
            }
        }
    }
}
