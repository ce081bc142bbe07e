using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using PrivacyPlatform.Following;
using RabbitMQ.Client;
using RpcException = Grpc.Core.RpcException;
using StatusCode = Grpc.Core.StatusCode;

namespace PrivacyPlatform.Feed.Tests;

/// <summary>A product team that comes late: the past from the feed, the rest from the bus.</summary>
public sealed class RebuildTests(Announcer announcer) : IClassFixture<Announcer>
{
    private const int Writers = 3;
    private const int AppendsEach = 150;

    private readonly ConcurrentDictionary<string, List<long>> versions = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource all = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int taken;
    private int wanted;

    [Fact]
    public async Task A_new_team_gets_everything_from_the_feed_and_then_from_the_bus_without_a_gap_or_a_double()
    {
        wanted = Writers * AppendsEach;
        var halfway = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var fromFeed = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() => Write("late", writer, halfway, fromFeed.Task))));
        await halfway.Task;

        await using var following = Follow("late", new RememberedHere(TakeIn));
        await following.Follower.CaughtUp.WaitAsync(Bound);
        fromFeed.SetResult(taken);
        await all.Task.WaitAsync(Bound);
        await writing;

        ShouldBeComplete(AppendsEach);
        (await fromFeed.Task).ShouldBeInRange(1, wanted - 1, "else one of the two ways shows nothing");
    }

    [Fact]
    public async Task What_breaks_off_while_it_catches_up_goes_on_where_it_was()
    {
        wanted = 40;
        await announcer.Append("broken", "trial-0", events: wanted);
        var calls = 0;
        await using var following = Follow("broken", new RememberedHere((message, ct) =>
            ++calls is 5 or 20 ? throw new TimeoutException() : TakeIn(message, ct)));

        await all.Task.WaitAsync(Bound);

        ShouldBeComplete(wanted);
        calls.ShouldBe(wanted + 2);
    }

    [Fact]
    public async Task What_cannot_be_taken_in_from_the_queue_comes_again_in_order()
    {
        wanted = 30;
        var calls = 0;
        await using var following = Follow("stumbling", new RememberedHere((message, ct) =>
            ++calls is 5 or 20 ? throw new TimeoutException() : TakeIn(message, ct)));
        await following.Follower.CaughtUp.WaitAsync(Bound);

        await announcer.Append("stumbling", "trial-0", events: wanted);
        await all.Task.WaitAsync(Bound);

        ShouldBeComplete(wanted);
    }

    [Fact]
    public async Task A_queue_that_was_deleted_is_bound_anew_and_what_it_lost_is_in_the_feed()
    {
        wanted = 60;
        await using var connection = await announcer.Broker.Connect();
        await using var channel = await connection.CreateChannelAsync();
        var memory = new RememberedHere(TakeIn);
        await using (var before = Follow("deleted", memory))
        {
            await before.Follower.CaughtUp.WaitAsync(Bound);
            await announcer.Append("deleted", "trial-0", events: 20);
        }

        await announcer.Append("deleted", "trial-0", events: 20);
        await channel.QueueDeleteAsync("opsduty.deleted");
        await announcer.Append("deleted", "trial-0", events: 20);
        await using var after = Follow("deleted", memory);
        await all.Task.WaitAsync(Bound);

        ShouldBeComplete(wanted);
    }

    [Fact]
    public async Task A_refusal_for_good_ends_it()
    {
        var follower = Follower("refused", new RememberedHere(TakeIn), role: "emitter");

        var refused = await Should.ThrowAsync<RpcException>(() => follower.Run(CancellationToken.None));

        refused.StatusCode.ShouldBe(StatusCode.PermissionDenied);
        await Should.ThrowAsync<RpcException>(() => follower.CaughtUp);
    }

    private static TimeSpan Bound => TimeSpan.FromSeconds(60);

    private Running Follow(string tenant, IFollowerMemory memory) => new(Follower(tenant, memory));

    private FeedThenBus Follower(string tenant, IFollowerMemory memory, string role = "reader") => new(
        new Subscription(announcer.Broker.Administrator, $"opsduty.{tenant}", tenant, [Announcer.Defined]),
        announcer.Feed, _ => Task.FromResult(announcer.As(tenant, role)), memory, NullLogger.Instance);

    private Task TakeIn(HeardMessage message, CancellationToken ct)
    {
        message.Type.ShouldBe(Announcer.Defined);
        message.SchemaVersion.ShouldBe(1);
        int.Parse(message.CorrelationId, CultureInfo.InvariantCulture).ShouldBeGreaterThan(0);
        var defined = Consent.V1.PurposeDefined.Parser.ParseJson(message.Body);
        versions.GetOrAdd(defined.PurposeId, _ => []).Add(defined.Version);
        if (Interlocked.Increment(ref taken) == wanted)
        {
            all.SetResult();
        }

        return Task.CompletedTask;
    }

    /// <summary>Each version of each stream once, and in order.</summary>
    private void ShouldBeComplete(int each) =>
        versions.Values.ShouldAllBe(stream => stream.SequenceEqual(Enumerable.Range(1, each).Select(version => (long)version)));

    private async Task Write(string tenant, int writer, TaskCompletionSource halfway, Task fromFeed)
    {
        for (var append = 0; append < AppendsEach; append++)
        {
            await announcer.Append(tenant, $"trial-{writer}");
            if (append == AppendsEach / 2)
            {
                halfway.TrySetResult();
            }

            if (append == AppendsEach - 10)
            {
                await fromFeed; // however fast the writers are, something is left for the bus alone
            }
        }
    }
}
