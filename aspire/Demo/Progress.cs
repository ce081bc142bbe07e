namespace PrivacyPlatform.Demo;

/// <summary>Waits for a count to reach its aim; gives up only when nothing has moved for a while, however long the whole takes.</summary>
internal sealed class Progress(TimeProvider clock, TimeSpan stall)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    public async Task Until(string what, long aim, Func<CancellationToken, Task<long>> count, Action<long> show, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        var best = -1L;
        var moved = clock.GetTimestamp();
        while (true)
        {
            var now = await count(cancel);
            show(now);
            if (now >= aim)
            {
                return;
            }

            if (now > best)
            {
                (best, moved) = (now, clock.GetTimestamp());
            }
            else if (clock.GetElapsedTime(moved) > stall)
            {
                throw new DemoFailedException($"{what}: {now} of {aim}, and nothing has moved for {stall.TotalSeconds:n0} s");
            }

            await timer.WaitForNextTickAsync(cancel);
        }
    }
}
