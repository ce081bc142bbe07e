using System.Diagnostics;
using System.Text.Json;
using Npgsql;

namespace PrivacyPlatform.EventStore.Tests;

public sealed class AppendTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    [Fact]
    public async Task An_event_reads_back_as_it_was_recorded()
    {
        var envelope = store.Envelope() with
        {
            OccurredAt = new DateTimeOffset(2026, 2, 28, 23, 30, 0, TimeSpan.FromHours(2)).AddTicks(1234567),
            CorrelationId = "campaign",
            CausationId = "mail",
        };

        var outcome = (await store.Add("whole", 3, envelope)).ShouldBeOfType<Outcome.Recorded>();

        var recorded = (await store.History("whole")).ShouldHaveSingleItem();
        recorded.ShouldBe(new RecordedEvent(
            recorded.Sequence,
            EventId.Of("acme", envelope.CommandId, 0),
            "acme",
            "tally-whole",
            1,
            "tally_added",
            1,
            """{"amount": 3}""",
            new DateTimeOffset(2026, 2, 28, 21, 30, 0, TimeSpan.Zero).AddTicks(1234560),
            envelope.RecordedAt,
            "tester",
            "campaign",
            "mail",
            recorded.TraceParent));
        recorded.Sequence.ShouldBePositive();
        outcome.EventIds.ShouldBe([recorded.Id]);
        outcome.Version.ShouldBe(1);
        outcome.Repeated.ShouldBeFalse();
    }

    [Fact]
    public async Task What_Marten_has_no_column_for_lies_in_the_headers()
    {
        var envelope = store.Envelope();
        using var trace = new Activity("request").SetIdFormat(ActivityIdFormat.W3C).Start();

        await store.Add("headers", 3, envelope);

        var json = await store.Ask<string>("SELECT headers::text FROM events.mt_events WHERE stream_id = 'tally-headers'");
        var headers = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json)!;
        headers.Keys.ShouldBe(["actor", "command_id", "occurred_at", "schema_version", "traceparent"], ignoreOrder: true);
        headers["command_id"].GetGuid().ShouldBe(envelope.CommandId);
        headers["occurred_at"].ToString().ShouldMatch(@"^2026-03-01T\d\d:\d\d:00\.000000Z$");
        headers["traceparent"].ToString().ShouldStartWith($"00-{trace.TraceId}-");
    }

    [Fact]
    public async Task A_stream_knows_its_type_and_its_highest_version_and_last_time()
    {
        await store.Add("moving", 1, times: 2);
        var last = store.Envelope();
        await store.Add("moving", 1, last);

        (await store.Ask<string>("SELECT concat_ws(' ', type, version, is_archived) FROM events.mt_streams WHERE id = 'tally-moving'"))
            .ShouldBe("tally 3 f");
        (await store.Ask<DateTime>("SELECT timestamp FROM events.mt_streams WHERE id = 'tally-moving'")).ShouldBe(last.RecordedAt.UtcDateTime);
        (await store.Ask<long>("SELECT count(*) FROM events.mt_events WHERE stream_id = 'tally-moving' AND is_archived IS DISTINCT FROM false")).ShouldBe(0);
    }

    [Fact]
    public async Task A_refusal_stores_nothing_and_the_command_may_come_again()
    {
        var envelope = store.Envelope();

        (await store.Add("refused", -1, envelope)).ShouldBeOfType<Outcome.Refused>().Refusal.Code.ShouldBe("tally.negative");

        (await store.Ask<long>(
            """
            SELECT (SELECT count(*) FROM events.mt_streams WHERE id = 'tally-refused') + (SELECT count(*) FROM events.mt_events WHERE stream_id = 'tally-refused')
                + (SELECT count(*) FROM platform.outbox WHERE stream_id = 'tally-refused') + (SELECT count(*) FROM platform.inbox WHERE command_id = $1)
            """,
            envelope.CommandId)).ShouldBe(0);
        (await store.Add("refused", 1, envelope)).ShouldBeOfType<Outcome.Recorded>().Repeated.ShouldBeFalse();
    }

    [Fact]
    public async Task The_read_model_is_written_with_the_events()
    {
        await store.Add("seen", 2);
        await store.Add("seen", 3, times: 2);

        var totals = await store.Get<ReadModelReader>().Query(
            "acme", "SELECT total, version FROM read.tally WHERE key = $1", row => (row.GetInt32(0), row.GetInt64(1)), ["seen"]);

        totals.ShouldBe([(8, 3L)]);
    }

    [Fact]
    public async Task A_read_model_that_fails_stores_no_event()
    {
        await store.Add("thirteen", 131312);

        await Should.ThrowAsync<PostgresException>(() => store.Add("thirteen", 1));

        (await store.History("thirteen")).Count.ShouldBe(1);
        (await store.Ask<long>("SELECT version FROM events.mt_streams WHERE id = 'tally-thirteen'")).ShouldBe(1);
    }

    [Fact]
    public async Task An_unknown_event_stops_the_decision()
    {
        await store.Appender.Append([new("tally", "tally-unknown", 0, [new("tally_halved", 1, "{}")])], store.Envelope());

        var unknown = await Should.ThrowAsync<UnknownEventException>(() => store.Add("unknown", 1));
        unknown.Message.ShouldBe("The event type 'tally_halved' in schema version 1 is not mapped.");
        await Should.ThrowAsync<UnknownEventException>(() => store.Reader.Fold(Tally.Stream, "acme", "unknown"));
    }

    [Fact]
    public async Task A_command_without_id_or_tenant_is_not_executed()
    {
        await Should.ThrowAsync<ArgumentException>(() => store.Add("nobody", 1, store.Envelope() with { CommandId = Guid.Empty }));
        await Should.ThrowAsync<ArgumentException>(() => store.Add("nobody", 1, store.Envelope() with { Tenant = "" }));
    }
}
