using Npgsql;

namespace PrivacyPlatform.EventStore.Tests;

public sealed class QueueTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    [Fact]
    public async Task A_command_that_comes_alone_waits_for_nothing()
    {
        await using var executor = Executor(new(), new StoppedClock());

        (await Add(executor, "alone")).ShouldBeOfType<Outcome.Recorded>();
        (await Add(executor, "alone")).ShouldBeOfType<Outcome.Recorded>();
    }

    [Fact]
    public async Task When_as_many_wait_as_may_the_next_one_is_refused_and_nothing_of_it_is_stored()
    {
        await using var executor = Executor(new() { Connections = 1, MaxWaiting = 3 });
        await using var gate = await Gate.Before(executor, store);
        var waiting = Enumerable.Range(0, 3).Select(number => Add(executor, $"room-{number}")).ToList();

        var overloaded = await Should.ThrowAsync<OverloadedException>(() => Add(executor, "no-room"));

        overloaded.RetryAfter.ShouldBeGreaterThan(TimeSpan.Zero);
        await gate.Open();
        (await Task.WhenAll(waiting)).ShouldAllBe(outcome => outcome is Outcome.Recorded);
        (await store.History("no-room")).ShouldBeEmpty();
        (await Add(executor, "no-room")).ShouldBeOfType<Outcome.Recorded>();
    }

    [Fact]
    public async Task A_command_whose_turn_does_not_come_in_time_is_refused_and_never_begun()
    {
        await using var executor = Executor(new() { Connections = 1, MaxWait = TimeSpan.FromMilliseconds(50) });
        await using var gate = await Gate.Before(executor, store);

        await Should.ThrowAsync<OverloadedException>(() => Add(executor, "late").WaitAsync(TimeSpan.FromSeconds(20)));

        await gate.Open();
        (await Add(executor, "next")).ShouldBeOfType<Outcome.Recorded>();
        (await store.History("late")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_command_that_is_taken_back_while_it_waits_is_never_begun()
    {
        await using var executor = Executor(new() { Connections = 1 });
        await using var gate = await Gate.Before(executor, store);
        using var cancel = new CancellationTokenSource();
        var taken = executor.Execute(Tally.Stream, "taken-back", new Tally.Add(1), store.Envelope(), cancel.Token);
        var neighbor = Add(executor, "neighbor");

        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => taken);
        await gate.Open();
        (await neighbor).ShouldBeOfType<Outcome.Recorded>();
        (await store.History("taken-back")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_caller_who_leaves_once_the_command_has_begun_does_not_end_it()
    {
        var executor = Executor(new() { Connections = 1 });
        using var cancel = new CancellationTokenSource();
        await using var gate = await Gate.Before(executor, store, cancel.Token);
        var before = (await store.History("gate")).Count;

        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => gate.First);
        await gate.Open();
        await executor.DisposeAsync();

        (await store.History("gate")).Count.ShouldBe(before + 1);
    }

    [Fact]
    public async Task Shutting_down_ends_what_was_taken_and_takes_no_more()
    {
        var executor = Executor(new() { Connections = 1, MaxGroup = 2 });
        await using var gate = await Gate.Before(executor, store);
        var taken = Enumerable.Range(0, 9).Select(number => Add(executor, $"drained-{number}")).ToList();

        var down = executor.DisposeAsync().AsTask();
        await Should.ThrowAsync<ObjectDisposedException>(() => Add(executor, "too-late"));
        down.IsCompleted.ShouldBeFalse();
        await gate.Open();
        await down;

        taken.ShouldAllBe(outcome => outcome.IsCompletedSuccessfully);
        (await store.History("too-late")).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_appended_is_told_once_the_outbox_asks()
    {
        var outbox = store.Outbox;
        await outbox.WaitForNews(TimeSpan.FromSeconds(20), CancellationToken.None);
        await Task.WhenAll(Enumerable.Range(0, 64).Select(number => store.Add($"news-{number}", 1)));
        await outbox.WaitForNews(TimeSpan.FromSeconds(20), CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(5));

        // The last of a burst too, whatever was told of those before it.
        await store.Add("news-last", 1);
        await outbox.WaitForNews(TimeSpan.FromSeconds(20), CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(5));
    }

    private CommandExecutor Executor(GroupingOptions options, TimeProvider? clock = null) => new(store.Get<NpgsqlDataSource>(), options, clock);

    private Task<Outcome> Add(CommandExecutor executor, string key) => executor.Execute(Tally.Stream, key, new Tally.Add(1), store.Envelope());

    /// <summary>No timer on it ever fires: whoever waits for one waits forever.</summary>
    private sealed class StoppedClock : TimeProvider
    {
        public override long GetTimestamp() => 0;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new Stopped();

        private sealed class Stopped : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
