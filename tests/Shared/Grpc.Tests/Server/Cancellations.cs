using System.Collections.Concurrent;

namespace PrivacyPlatform.Calls.Tests.Server;

/// <summary>What the probe saw of calls that were given up.</summary>
public sealed class Cancellations
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> seen = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TaskCompletionSource> released = new(StringComparer.Ordinal);

    public void Note(string key) => Of(seen, key).TrySetResult();

    public Task Seen(string key) => Of(seen, key).Task.WaitAsync(TimeSpan.FromSeconds(10));

    public void Release(string key) => Of(released, key).TrySetResult();

    public Task Released(string key) => Of(released, key).Task.WaitAsync(TimeSpan.FromSeconds(30));

    private static TaskCompletionSource Of(ConcurrentDictionary<string, TaskCompletionSource> all, string key) =>
        all.GetOrAdd(key, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
