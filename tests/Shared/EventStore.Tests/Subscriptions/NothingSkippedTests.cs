using System.Collections.Concurrent;
using Npgsql;
using PrivacyPlatform.EventStore.Tests.Projections;

namespace PrivacyPlatform.EventStore.Tests.Subscriptions;

/// <summary>Four writers and 10,000 events, while a trigger holds appends open that have taken their numbers already.</summary>
public sealed class NothingSkippedTests : IAsyncLifetime
{
    private const int Writers = 4;
    private const int AppendsEach = 250;
    private const int EventsEach = 10;
    private const int All = Writers * AppendsEach * EventsEach;
    private const int Holds = 8;

    private readonly StoreFixture store = new();
    private readonly CancellationTokenSource bound = new(TimeSpan.FromSeconds(90));

    public async ValueTask InitializeAsync()
    {
        await store.InitializeAsync();
        await store.StartBackground();
        await using var admin = NpgsqlDataSource.Create(store.Database.Admin);
        await using var trigger = admin.CreateCommand(
            """
            CREATE FUNCTION hold() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF NEW.stream_id LIKE 'tally-held-%' THEN PERFORM pg_advisory_xact_lock_shared(4711); END IF;
                RETURN NEW;
            END $$;
            CREATE TRIGGER hold BEFORE INSERT ON events.mt_events FOR EACH ROW EXECUTE FUNCTION hold();
            """);
        await trigger.ExecuteNonQueryAsync();
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

        await HoldWhile([.. Enumerable.Range(0, Writers).Select(writer => Task.Run(() => Write(writer)))]);

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
            var stream = append % 20 == writer ? $"tally-held-{writer}" : $"tally-{writer}-{append % 7}";
            var expected = versions.GetOrAdd(stream, 0);
            await store.Appender.Append(
                [new("tally", stream, expected, [.. Enumerable.Repeat(new EventData("tally_added", 1, """{"amount":1}"""), EventsEach)])],
                store.Envelope(),
                ct: bound.Token);
            versions[stream] = expected + EventsEach;
        }
    }

    /// <summary>Again and again: holds an append that has its numbers, until later numbers have their places, and lets it go.</summary>
    private async Task HoldWhile(Task[] writers)
    {
        var writing = Task.WhenAll(writers);
        await using var gate = new NpgsqlConnection(store.Database.Admin + ";Pooling=false");
        await gate.OpenAsync();
        for (var hold = 0; hold < Holds && !writing.IsCompleted; hold++)
        {
            await Ask(gate, "SELECT pg_advisory_lock(4711)");
            await store.Until($"EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = 4711 AND NOT granted) OR {Count} = {All}");
            var before = await store.Ask<long>($"SELECT {Count}");
            await store.Until($"{Count} > {before} OR (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = 4711 AND NOT granted) = {Writers} OR {Count} = {All}");
            await Ask(gate, "SELECT pg_advisory_unlock(4711)");
        }

        await writing;
    }

    private const string Count = "(SELECT coalesce(max(position + event_count - 1), 0) FROM platform.feed)";

    private static async Task Ask(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
