namespace PrivacyPlatform.EventStore.Tests;

public sealed class AsOfTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Recorded in the order of the amounts; 20 had happened before 10 and was told late.</summary>
    private static readonly (int Amount, DateTimeOffset OccurredAt, DateTimeOffset RecordedAt)[] Facts =
    [
        (10, Noon, Noon),
        (20, Noon.AddHours(-3), Noon.AddHours(1)),
        (40, Noon.AddHours(2), Noon.AddHours(2)),
    ];

    public static TheoryData<AsOf?, int, long> Points => new()
    {
        { null, 70, 3 },
        { new AsOf(), 70, 3 },
        { new AsOf(Version: 2), 30, 2 },
        { new AsOf(Version: 99), 70, 3 },
        { new AsOf(Version: 0), 0, 0 },
        { new AsOf(RecordedAt: Noon), 10, 1 },
        { new AsOf(RecordedAt: Noon.AddTicks(-1)), 0, 0 },
        { new AsOf(RecordedAt: Noon.AddHours(1)), 30, 2 },
        { new AsOf(OccurredAt: Noon.AddHours(-1)), 20, 2 },
        { new AsOf(OccurredAt: Noon.ToOffset(TimeSpan.FromHours(2))), 30, 2 },
        { new AsOf(RecordedAt: Noon, OccurredAt: Noon.AddHours(-1)), 0, 0 },
        { new AsOf(Version: 2, RecordedAt: Noon.AddHours(9), OccurredAt: Noon.AddHours(9)), 30, 2 },
    };

    [Theory]
    [MemberData(nameof(Points))]
    public async Task A_stream_folds_as_of(AsOf? asOf, int total, long version)
    {
        var key = $"asof-{asOf?.GetHashCode() ?? 0}";
        foreach (var (amount, occurredAt, recordedAt) in Facts)
        {
            await store.Add(key, amount, store.Envelope() with { OccurredAt = occurredAt, RecordedAt = recordedAt });
        }

        (await store.Reader.Fold(Tally.Stream, "acme", key, asOf)).ShouldBe((total, version));
    }

    [Fact]
    public async Task A_stream_longer_than_a_page_is_read_whole_and_in_order()
    {
        await store.Add("long", 1, times: 1234);

        (await store.History("long")).Select(recorded => recorded.Version).ShouldBe(Enumerable.Range(1, 1234).Select(version => (long)version));
        (await store.History("long", new AsOf(Version: 1000))).Count.ShouldBe(1000);
    }

    [Fact]
    public async Task Many_streams_are_read_in_the_order_asked_for_each_by_version_and_another_tenants_not_at_all()
    {
        foreach (var key in new[] { "many-a", "many-b", "many-c" })
        {
            await store.Add(key, 1, times: 3);
        }

        var read = new List<(string, long)>();
        await foreach (var recorded in store.Reader.Read("acme", ["tally-many-c", "tally-nowhere", "tally-many-a"]))
        {
            read.Add((recorded.Stream, recorded.Version));
        }

        read.ShouldBe([("tally-many-c", 1), ("tally-many-c", 2), ("tally-many-c", 3), ("tally-many-a", 1), ("tally-many-a", 2), ("tally-many-a", 3)]);
        (await store.Reader.Read("globex", ["tally-many-a"]).CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_stream_that_is_not_there_is_empty() => (await store.History("nowhere")).ShouldBeEmpty();
}
