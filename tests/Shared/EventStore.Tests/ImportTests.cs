namespace PrivacyPlatform.EventStore.Tests;

public sealed class ImportTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    private static readonly DateTimeOffset Then = new(2019, 5, 1, 12, 0, 0, TimeSpan.Zero);

    private EventImporter Importer => store.Get<EventImporter>();

    [Fact]
    public async Task Imported_events_read_as_if_they_had_been_decided_here()
    {
        await store.Add("known", 1);

        var imported = await Importer.Import(store.Envelope(), Streams(("known", 1, 3), ("fresh", 0, 2)));

        imported.ShouldBe(new Imported(5, Repeated: false));
        var history = await store.History("known");
        history.Select(recorded => recorded.Version).ShouldBe([1, 2, 3, 4]);
        history[^1].RecordedAt.ShouldBe(Then.AddDays(2).AddHours(1));
        history[^1].OccurredAt.ShouldBe(Then.AddDays(2));
        history[^1].Actor.ShouldBe("importer");
        (await store.Add("fresh", 1)).ShouldBeOfType<Outcome.Recorded>().Version.ShouldBe(3);
        (await store.Reader.Fold(Tally.Stream, "acme", "fresh", new AsOf(Version: 2))).State.ShouldBe(2);
    }

    [Fact]
    public async Task A_large_import_is_one_transaction_in_order()
    {
        var envelope = store.Envelope("large");

        await Importer.Import(envelope, Streams([.. Enumerable.Range(0, 3000).Select(number => ($"large-{number}", 0L, 3))]));

        (await store.Ask<long>("SELECT count(*) FROM events.mt_events WHERE tenant_id = 'large'")).ShouldBe(9000);
        (await store.Ask<long>("SELECT count(*) FROM platform.outbox WHERE tenant_id = 'large'")).ShouldBe(9000);
        (await store.Ask<long>("SELECT count(DISTINCT xmin::text) FROM events.mt_events WHERE tenant_id = 'large'")).ShouldBe(1);
        (await store.Ask<long>(
            """
            SELECT count(*) FROM (SELECT version - lag(version) OVER (PARTITION BY stream_id ORDER BY seq_id) AS step FROM events.mt_events WHERE tenant_id = 'large') s
            WHERE step <> 1
            """)).ShouldBe(0);
    }

    [Fact]
    public async Task A_stream_at_another_version_stops_the_whole_import()
    {
        await store.Add("moved", 1, times: 2);

        await Should.ThrowAsync<ConcurrencyException>(() => Importer.Import(
            store.Envelope(), Streams([.. Enumerable.Range(0, 3000).Select(number => ($"stopped-{number}", 0L, 1)), ("moved", 1, 1)])));
        await Should.ThrowAsync<ConcurrencyException>(() => Importer.Import(store.Envelope(), Streams(("stopped-first", 0, 1), ("moved", 0, 1))));

        (await store.Ask<long>("SELECT count(*) FROM events.mt_events WHERE stream_id LIKE 'tally-stopped-%'")).ShouldBe(0);
        (await store.History("moved")).Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_import_that_is_repeated_changes_nothing()
    {
        var envelope = store.Envelope();
        await Importer.Import(envelope, Streams(("repeated", 0, 2), ("repeated", 2, 2)));

        (await Importer.Import(envelope, Streams(("repeated", 0, 2), ("repeated", 2, 2)))).ShouldBe(new Imported(4, Repeated: true));

        (await store.History("repeated")).Select(recorded => recorded.Id).ShouldBe(EventId.AllOf("acme", envelope.CommandId, 4));
    }

    [Fact]
    public async Task What_is_imported_need_not_be_announced()
    {
        await Importer.Import(store.Envelope(), Streams(("silent", 0, 2)), announce: false);

        (await store.History("silent")).Count.ShouldBe(2);
        (await store.Ask<long>("SELECT count(*) FROM platform.outbox WHERE stream_id = 'tally-silent'")).ShouldBe(0);
    }

    [Fact]
    public async Task A_stream_that_does_not_go_on_where_it_was_left_stops_the_import()
    {
        await Should.ThrowAsync<ArgumentException>(() => Importer.Import(store.Envelope(), Streams(("gap", 0, 2), ("gap", 3, 1))));
        await Should.ThrowAsync<ConcurrencyException>(() => Importer.Import(store.Envelope(), Streams(("gap", 0, 2000), ("gap", 2001, 1))));

        (await store.History("gap")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_is_no_import() =>
        await Should.ThrowAsync<ArgumentException>(() => Importer.Import(store.Envelope(), Streams()));

    private static async IAsyncEnumerable<StreamImport> Streams(params (string Key, long Expected, int Events)[] streams)
    {
        await Task.CompletedTask;
        foreach (var (key, expected, events) in streams)
        {
            yield return new("tally", Tally.Stream.IdOf(key), expected, [.. Enumerable.Range(0, events).Select(day => new ImportedEvent(
                new("tally_added", 1, """{"amount": 1}"""), Then.AddDays(day), Then.AddDays(day).AddHours(1), "importer"))]);
        }
    }
}
