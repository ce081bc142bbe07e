using System.Diagnostics;

namespace PrivacyPlatform.Benchmarks;

/// <summary>Callers that each do one thing after another, until the time is over.</summary>
internal static class Load
{
    /// <param name="once">Given the caller's number.</param>
    /// <returns>Calls per second.</returns>
    public static async Task<double> Rate(int callers, TimeSpan duration, Func<int, Task> once)
    {
        var began = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            var count = 0;
            for (; Stopwatch.GetElapsedTime(began) < duration; count++)
            {
                await once(caller);
            }

            return count;
        })));
        return counts.Sum() / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    /// <returns>Median in milliseconds of what one caller waits.</returns>
    public static async Task<double> MedianLatency(TimeSpan duration, Func<Task> once)
    {
        var times = new List<double>();
        var began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < duration)
        {
            var start = Stopwatch.GetTimestamp();
            await once();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return Median.Of(times);
    }

    /// <summary>Starts calls at a steady rate, whether earlier ones have ended or not, and returns when all have ended.</summary>
    /// <param name="rate">Calls per second.</param>
    public static async Task Steady(double rate, TimeSpan duration, Func<Task> once)
    {
        var calls = new List<Task>();
        var began = Stopwatch.GetTimestamp();
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        for (var elapsed = TimeSpan.Zero; elapsed < duration; elapsed = Stopwatch.GetElapsedTime(began))
        {
            for (var due = (int)(elapsed.TotalSeconds * rate) - calls.Count; due > 0; due--)
            {
                calls.Add(once());
            }

            await beat.WaitForNextTickAsync();
        }

        await Task.WhenAll(calls);
    }
}
