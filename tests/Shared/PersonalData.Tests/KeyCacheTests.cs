using PrivacyPlatform.Testing;

namespace PrivacyPlatform.PersonalData.Tests;

public sealed class KeyCacheTests
{
    private readonly ManualClock clock = new(VaultInstance.Start);

    [Fact]
    public void It_holds_no_more_than_it_may_and_gives_up_the_oldest_first()
    {
        using var cache = new KeyCache(most: 3, TimeSpan.FromMinutes(5), clock);
        var ids = Enumerable.Range(1, 5).Select(i => new Guid(i, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)).ToArray();
        foreach (var id in ids)
        {
            cache.Keep(id, new byte[32]);
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        cache.Count.ShouldBe(3);
        ids.Select(id => cache.Copy(id) is not null).ShouldBe([false, false, true, true, true]);
    }

    [Fact]
    public void A_key_leaves_when_its_time_is_over_even_if_it_is_in_use()
    {
        using var cache = new KeyCache(most: 3, TimeSpan.FromMinutes(5), clock);
        cache.Keep(Guid.Empty, new byte[32]);
        clock.Advance(TimeSpan.FromMinutes(4));
        cache.Copy(Guid.Empty).ShouldNotBeNull();
        clock.Advance(TimeSpan.FromMinutes(1));
        cache.Copy(Guid.Empty).ShouldBeNull();
        cache.Count.ShouldBe(0);
    }

    [Fact]
    public void A_sweep_removes_what_nobody_asks_for()
    {
        using var cache = new KeyCache(most: 3, TimeSpan.FromMinutes(5), clock);
        cache.Keep(Guid.Empty, new byte[32]);
        clock.Advance(TimeSpan.FromMinutes(6));
        cache.Sweep();
        cache.Count.ShouldBe(0);
    }

    [Fact]
    public void What_it_gives_is_a_copy_that_outlives_the_entry()
    {
        var cache = new KeyCache(most: 3, TimeSpan.FromMinutes(5), clock);
        cache.Keep(Guid.Empty, [1, 2, 3]);
        var copy = cache.Copy(Guid.Empty)!;
        cache.Dispose();
        copy.ShouldBe([1, 2, 3]);
        cache.Count.ShouldBe(0);
    }
}
