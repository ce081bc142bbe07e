namespace PrivacyPlatform.EventStore.Tests;

public sealed class LeaderLockTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    private LeaderLock Lock => store.Get<LeaderLock>();

    [Fact]
    public async Task One_leads_at_a_time_and_another_when_it_steps_down()
    {
        var first = (await Lock.TryAcquire("sealer")).ShouldNotBeNull();
        (await Lock.TryAcquire("sealer")).ShouldBeNull();
        await using (var other = await Lock.TryAcquire("another name"))
        {
            other.ShouldNotBeNull();
        }

        await first.DisposeAsync();

        await using var second = await Lock.TryAcquire("sealer");
        second.ShouldNotBeNull();
        second.Lost.IsCancellationRequested.ShouldBeFalse();
    }

    [Fact]
    public async Task A_leader_whose_connection_dies_learns_of_it_and_another_can_lead()
    {
        await using var first = (await Lock.TryAcquire("relay")).ShouldNotBeNull();
        var lost = new TaskCompletionSource();
        await using var registration = first.Lost.Register(lost.SetResult);

        const string held = """
            FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
                AND (classid::bigint << 32) | objid::bigint = hashtextextended('relay', 0)
            """;
        (await store.Ask<long>($"SELECT count(pg_terminate_backend(pid)) {held}")).ShouldBe(1);

        await lost.Task.WaitAsync(TimeSpan.FromSeconds(5));
        await store.Until($"NOT EXISTS (SELECT {held})");
        await using var second = await Lock.TryAcquire("relay");
        second.ShouldNotBeNull();
    }
}
