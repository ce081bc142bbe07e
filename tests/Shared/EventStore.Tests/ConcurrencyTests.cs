namespace PrivacyPlatform.EventStore.Tests;

public sealed class ConcurrencyTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    [Fact]
    public async Task Sixty_four_writers_on_one_stream_make_contiguous_versions_in_the_order_of_sequence()
    {
        var writers = Enumerable.Range(1, 64).Select(amount => Task.Run(() => store.Add("busy", amount)));

        var outcomes = await Task.WhenAll(writers);

        outcomes.ShouldAllBe(outcome => outcome is Outcome.Recorded && !outcome.Repeated);
        var history = await store.History("busy");
        history.Select(recorded => recorded.Version).ShouldBe(Enumerable.Range(1, 64).Select(version => (long)version));
        history.Select(recorded => recorded.Sequence).ShouldBeInOrder(SortDirection.Ascending);
        (await store.Reader.Fold(Tally.Stream, "acme", "busy")).ShouldBe((64 * 65 / 2, 64L));
        (await store.Ask<int>("SELECT total FROM read.tally WHERE key = 'busy'")).ShouldBe(64 * 65 / 2);
    }

    [Fact]
    public async Task The_same_command_a_thousand_times_in_parallel_appends_once()
    {
        var envelope = store.Envelope();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => Task.Run(() => store.Add("once", 1, envelope, times: 2))));

        outcomes.Count(outcome => !outcome.Repeated).ShouldBe(1);
        outcomes.Cast<Outcome.Recorded>().ShouldAllBe(recorded =>
            recorded.Version == 2 && recorded.EventIds.SequenceEqual(EventId.AllOf("acme", envelope.CommandId, 2)));
        (await store.History("once")).Count.ShouldBe(2);
        (await store.Ask<long>("SELECT count(*) FROM platform.outbox WHERE stream_id = 'tally-once'")).ShouldBe(2);
    }

    [Fact]
    public async Task Several_streams_are_appended_all_or_none()
    {
        StreamAppend To(string key, long expected) => new("tally", $"tally-{key}", expected, [new("tally_added", 1, """{"amount": 1}""")]);
        var envelope = store.Envelope();

        var appended = await store.Appender.Append([To("b", 0), To("a", 0)], envelope);
        await Should.ThrowAsync<ConcurrencyException>(() => store.Appender.Append([To("a", 1), To("b", 7), To("c", 0)], store.Envelope()));
        var repeated = await store.Appender.Append([To("b", 0), To("a", 0)], envelope);

        appended.Versions.ShouldBe(new Dictionary<string, long> { ["tally-b"] = 1, ["tally-a"] = 1 });
        appended.EventIds.ShouldBe([(await store.History("b"))[0].Id, (await store.History("a"))[0].Id]);
        repeated.Repeated.ShouldBeTrue();
        repeated.EventIds.ShouldBe(appended.EventIds);
        repeated.Versions.ShouldBe(appended.Versions, ignoreOrder: true);
        (await store.History("a")).Count.ShouldBe(1);
        (await store.History("c")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Appends_of_the_same_streams_in_opposite_orders_do_not_wait_for_each_other_in_a_circle()
    {
        async Task<Appended> Grow(string first, string second)
        {
            while (true)
            {
                var streams = new List<StreamAppend>();
                foreach (var key in new[] { first, second })
                {
                    streams.Add(new("tally", $"tally-{key}", (await store.History(key)).Count, [new("tally_added", 1, """{"amount": 1}""")]));
                }

                try
                {
                    return await store.Appender.Append(streams, store.Envelope());
                }
                catch (ConcurrencyException conflict)
                {
                    conflict.InnerException.ShouldBeOfType<Npgsql.PostgresException>().SqlState.ShouldNotBe(Npgsql.PostgresErrorCodes.DeadlockDetected);
                }
            }
        }

        await Task.WhenAll(Enumerable.Range(0, 16).Select(number => Task.Run(() => number % 2 == 0 ? Grow("left", "right") : Grow("right", "left"))));

        (await store.History("left")).Count.ShouldBe(16);
        (await store.History("right")).Count.ShouldBe(16);
    }
}
