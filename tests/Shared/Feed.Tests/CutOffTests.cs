using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PrivacyPlatform.Following;
using PrivacyPlatform.Testing.RabbitMq;

namespace PrivacyPlatform.Feed.Tests;

/// <summary>A new team with a database and a broker user of its own, that dies at every point of its way from the feed to the bus while others write.</summary>
public sealed class CutOffTests(Announcer announcer) : IClassFixture<Announcer>
{
    private const int Writers = 3;
    private const int AppendsOfALife = 20;

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    private readonly SemaphoreSlim allowed = new(0);

    [Fact]
    public async Task A_team_that_dies_again_and_again_on_its_way_from_the_feed_to_the_bus_has_each_effect_once_and_in_order()
    {
        // With the rights that the README of Messaging gives a product team.
        var user = await BrokerRights.Give(announcer.Broker, "product team `opsduty`", cell => cell.Replace("opsduty", "mortal", StringComparison.Ordinal), "mortal");
        await announcer.Broker.RoutingKeys(user, Announcer.Defined, "^mortal$");
        await using var memory = await TeamDatabase.Create();
        Func<int, bool, FollowerPlace?, bool>[] deaths =
        [
            // From the feed: the first one not stored; stored; further on the same. What it dies over comes again, or is known.
            (count, stored, _) => count == 1 && !stored,
            (count, stored, _) => count == 1 && stored,
            (count, stored, _) => count == 30 && !stored,
            (count, stored, _) => count == 40 && stored,
            // Between the two: it has caught up and never comes to consume; and once more, before that is stored.
            (_, stored, place) => place is { CaughtUp: true } && !stored,
            (_, stored, place) => place is { CaughtUp: true } && stored,
            // From the queue: stored and not acknowledged among them.
            (count, stored, place) => place is null && count == 1 && !stored,
            (count, stored, place) => place is null && count == 1 && stored,
            (count, stored, place) => place is null && count == 30 && stored,
        ];
        var each = AppendsOfALife * (deaths.Length + 2);
        var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() => Write("mortal", $"trial-{writer}", each))));
        allowed.Release(Writers * AppendsOfALife);
        foreach (var death in deaths)
        {
            await Live(user, memory, death);
        }

        await LiveUntilCut(user, memory, Writers * each);
        await writing;

        var effects = await memory.Effects();
        effects.Count.ShouldBe(Writers);
        effects.Values.ShouldAllBe(versions => versions.SequenceEqual(Enumerable.Range(1, each).Select(version => (long)version)));
    }

    [Fact]
    public async Task A_queue_that_was_made_again_and_not_bound_is_not_taken_for_one_that_has_missed_nothing()
    {
        await using var memory = await TeamDatabase.Create();
        await announcer.Append("halfway", "trial-0", events: 10);
        await using (var before = new Running(Follower("halfway", announcer.Broker.Administrator, memory)))
        {
            await before.Follower.CaughtUp.WaitAsync(Bound);
        }

        await using (var connection = await announcer.Broker.Connect())
        await using (var channel = await connection.CreateChannelAsync())
        {
            await channel.QueueDeleteAsync("halfway.answers", ifUnused: false, ifEmpty: false);
        }

        await announcer.Append("halfway", "trial-0", events: 10);
        // It comes as far as to declare its queue, and waits for an exchange that is not there before it binds the other.
        var log = new Warnings();
        await using (new Running(Follower("halfway", announcer.Broker.Administrator, memory, log, "privacyplatform.trial.v1.NotYetThere", Announcer.Defined)))
        {
            (await log.First.WaitAsync(Bound)).ShouldContain("no exchange 'privacyplatform.trial.v1.NotYetThere'");
        }

        await using (var after = new Running(Follower("halfway", announcer.Broker.Administrator, memory)))
        {
            await after.Follower.CaughtUp.WaitAsync(Bound);
        }

        (await memory.Effects())["trial-0"].ShouldBe(Enumerable.Range(1, 20).Select(version => (long)version));
    }

    private FeedThenBus Follower(string tenant, Uri user, IFollowerMemory memory, ILogger? log = null, params string[] types) => new(
        new Subscription(user, $"{tenant}.answers", tenant, types.Length == 0 ? [Announcer.Defined] : types) { Prefetch = 20 },
        announcer.Feed, _ => Task.FromResult(announcer.As(tenant)), memory, log ?? NullLogger.Instance);

    private async Task Live(Uri user, TeamDatabase memory, Func<int, bool, FollowerPlace?, bool> diesAt)
    {
        var dead = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var count = 0;
        memory.At = (stored, place, ct) =>
        {
            count += stored ? 0 : 1;
            if (!diesAt(count, stored, place))
            {
                return Task.CompletedTask;
            }

            dead.TrySetResult();
            return new TaskCompletionSource().Task.WaitAsync(ct); // nothing comes after this in its life
        };
        allowed.Release(Writers * AppendsOfALife);
        await using var running = new Running(Follower("mortal", user, memory));
        await dead.Task.WaitAsync(Bound);
    }

    /// <summary>The last life, which goes on by itself after the broker cuts its connection, and sees everything.</summary>
    private async Task LiveUntilCut(Uri user, TeamDatabase memory, int wanted)
    {
        var had = (await memory.Effects()).Values.Sum(versions => versions.Length);
        var some = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var count = had;
        memory.At = (stored, _, _) =>
        {
            count += stored ? 1 : 0;
            (count == wanted ? all : count == had + 10 ? some : null)?.TrySetResult();
            return Task.CompletedTask;
        };
        await using var running = new Running(Follower("mortal", user, memory));
        await some.Task.WaitAsync(Bound);
        await RabbitMqServer.Control("close_all_user_connections", TestBroker.UserOf(user), "cut by a test");
        allowed.Release(Writers * AppendsOfALife);
        await all.Task.WaitAsync(Bound);
    }

    private async Task Write(string tenant, string stream, int appends)
    {
        for (var append = 0; append < appends; append++)
        {
            await allowed.WaitAsync(Bound);
            await announcer.Append(tenant, stream);
        }
    }

    private sealed class Warnings : ILogger
    {
        private readonly TaskCompletionSource<string> first = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string> First => first.Task;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            first.TrySetResult(formatter(state, exception));
    }
}
