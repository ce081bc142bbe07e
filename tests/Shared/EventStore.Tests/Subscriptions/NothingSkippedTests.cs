using System.Collections.Concurrent;
using Npgsql;
using PrivacyPlatform.EventStore.Tests.Projections;
using PrivacyPlatform.Testing.Postgres;

namespace PrivacyPlatform.EventStore.Tests.Subscriptions;

/// <summary>Four writers and 10,000 events, while a trigger holds appends open that have taken their numbers already.</summary>
public sealed class NothingSkippedTests : IAsyncLifetime
{
    private const int Writers = 4;
    private const int AppendsEach = 250;
    private const int EventsEach = 10;
    private const int All = Writers * AppendsEach * EventsEach;
    private const int Holds = 8;
    private const string Sequenced = "(SELECT coalesce(max(upper(seq_ids)) - 1, 0) FROM platform.feed)";

    private readonly StoreFixture store = new();
    private HeldAppends held = null!;
    private readonly CancellationTokenSource bound = new(TimeSpan.FromSeconds(90));

    public async ValueTask InitializeAsync()
    {
        await store.InitializeAsync();
        await store.StartBackground();
        held = new(store.Database.Admin);
        await held.Install("tally-held-%");
    }

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        bound.Dispose();
    }

    [Fact]
    public async Task Subscriptions_and_projections_get_every_event_once_and_each_stream_in_order()
    {
        var subscribed = Task.Run(Subscribe);
        var naive = Task.Run(ReadAboveTheLastSeen);
        var projected = Task.Run(Project);

        await held.While([.. Enumerable.Range(0, Writers).Select(writer => Task.Run(() => Write(writer)))], Holds, Sequenced);

        var events = await subscribed;
        events.Select(positioned => positioned.Position).ShouldBe(Enumerable.Range(1, All).Select(position => (long)position));
        events.Select(positioned => positioned.Event.Id).Distinct().Count().ShouldBe(All);
        foreach (var stream in events.GroupBy(positioned => positioned.Event.Stream))
        {
            stream.Select(positioned => positioned.Event.Version).ShouldBe(Enumerable.Range(1, stream.Count()).Select(version => (long)version), stream.Key);
        }

        await projected;
        (await store.Ask<decimal>("SELECT sum(total) FROM read.tally_counts")).ShouldBe(All);
        (await naive).ShouldBeLessThan(All, "else this shows nothing: 'greater than the last seen' would have done");
    }

    private async Task<List<PositionedEvent>> Subscribe()
    {
        var events = new List<PositionedEvent>();
        await foreach (var page in store.Get<EventFeed>().Subscribe("acme", 0, 97, TimeSpan.FromSeconds(1), bound.Token))
        {
            events.AddRange(page.Events);
            if (events.Count >= All)
            {
                break;
            }
        }

        return events;
    }

    /// <summary>What the feed is there to avoid.</summary>
    private async Task<int> ReadAboveTheLastSeen()
    {
        await using var relay = NpgsqlDataSource.Create(store.Database.Relay);
        var (seen, last) = (0, 0L);
        while (last < await store.Ask<long>("SELECT last_value FROM events.mt_events_sequence") || await store.Ask<long>("SELECT count(*) FROM events.mt_events") < All)
        {
            var news = store.Get<StoreNews>().Appended;
            await using var command = relay.CreateCommand("SELECT count(*)::integer, coalesce(max(seq_id), $1) FROM events.mt_events WHERE seq_id > $1");
            command.Parameters.Add(new() { Value = last });
            await using (var reader = await command.ExecuteReaderAsync(bound.Token))
            {
                await reader.ReadAsync(bound.Token);
                seen += reader.GetInt32(0);
                last = reader.GetInt64(1);
            }

            await StoreNews.Wait(news, TimeSpan.FromMilliseconds(100), bound.Token);
        }

        return seen;
    }

    private async Task Project()
    {
        var run = ProjectionTrial.Run(store, new TallyCounts(), page: 211);
        while (await store.Ask<long>("SELECT coalesce(max(position), 0) FROM platform.projections") < All)
        {
            var news = store.Get<StoreNews>().AnythingSequenced;
            if (await run.Step(bound.Token) is ProjectionRun.Came.ToTheEnd)
            {
                await StoreNews.Wait(news, TimeSpan.FromMilliseconds(100), bound.Token);
            }
        }
    }

    private async Task Write(int writer)
    {
        var versions = new ConcurrentDictionary<string, long>(StringComparer.Ordinal);
        for (var append = 0; append < AppendsEach; append++)
        {
            var stream = writer > 0 && append % 20 == writer ? $"tally-held-{writer}" : $"tally-{writer}-{append % 7}";
            var expected = versions.GetOrAdd(stream, 0);
            await store.Appender.Append(
                [new("tally", stream, expected, [.. Enumerable.Repeat(new EventData("tally_added", 1, """{"amount":1}"""), EventsEach)])],
                store.Envelope(),
                ct: bound.Token);
            versions[stream] = expected + EventsEach;
        }
    }
}
