using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Local;

namespace Aspire.Hosting.Orchestration;

/// <summary>Takes one resource through its life: waits for what it needs, starts it, watches it, starts it again, stops it.</summary>
/// <param name="resource">The resource.</param>
/// <param name="local">The same as a process.</param>
/// <param name="endsWith">The exit code of a step that runs once; null for a resource that stays.</param>
/// <param name="folders">Where its state goes, and where requests come from.</param>
/// <param name="notifications">Where the others learn of it.</param>
/// <param name="say">Prints a line.</param>
internal sealed class ResourceRunner(
    IResource resource, ILocalResource local, int? endsWith, LocalFolders folders, ResourceNotificationService notifications, Action<string> say)
{
    /// <summary>How often a resource that was never healthy is tried.</summary>
    private const int FirstTries = 3;

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan HealthInterval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _stop = new();
    private Task _life = Task.CompletedTask;
    private bool _wasHealthy;
    private int _failures;

    internal string Name => resource.Name;

    internal string Address => local.Address;

    private bool IsHeld => File.Exists(Path.Combine(folders.Held, Name));

    internal void Begin() => _life = Task.Run(Live, CancellationToken.None);

    internal async Task Stop()
    {
        await _stop.CancelAsync();
        await _life;
        bool ran = notifications.Of(Name).State is not (ResourceState.Waiting or ResourceState.Finished or ResourceState.Stopped or ResourceState.Failed);
        await local.Stop();
        File.Delete(StateFile);
        if (ran)
        {
            say($"{Name,-20} stopped");
        }
    }

    private string StateFile => Path.Combine(folders.State, Name);

    private async Task Live()
    {
        try
        {
            Become(ResourceState.Waiting, string.Join(", ", Waits.Select(wait => wait.Resource.Name)));
            await WaitForOthers();
            while (await LiveOnce())
            {
                await Task.Delay(Pause, _stop.Token);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Told to stop.
        }
        catch (Exception failure)
        {
            // Whatever it is, the others must learn that this resource will not come.
            Become(ResourceState.Failed, failure.Message);
        }
    }

    private IEnumerable<WaitAnnotation> Waits => resource.Annotations.OfType<WaitAnnotation>();

    private TimeSpan Pause => TimeSpan.FromMilliseconds(Math.Min(LongestPause.TotalMilliseconds, 250 * Math.Pow(2, _failures)));

    private async Task WaitForOthers()
    {
        foreach (WaitAnnotation wait in Waits)
        {
            ResourceState wanted = wait.WaitType == WaitType.WaitForCompletion ? ResourceState.Finished : ResourceState.Healthy;
            try
            {
                await notifications.WaitUntil(wait.Resource.Name, status => status.State == wanted, _stop.Token);
            }
            catch (DistributedApplicationException failure)
            {
                throw new DistributedApplicationException($"{wait.Resource.Name} failed, and {Name} waits for it", failure);
            }
        }
    }

    /// <summary>From start to end, or to a request to stop and a request to start.</summary>
    /// <returns>Whether to start again.</returns>
    private async Task<bool> LiveOnce()
    {
        Become(ResourceState.Starting);
        string end;
        try
        {
            await local.Start(_stop.Token);
            int? code = await Watch();
            if (code is null)
            {
                await StayStopped();
                return true;
            }

            if (code == endsWith)
            {
                Become(ResourceState.Finished);
                return false;
            }

            end = $"ended with code {code}, see {folders.LogOf(Name)}";
        }
        catch (LocalServerException failure)
        {
            end = failure.Message;
        }

        _failures++;
        bool again = _wasHealthy || (endsWith is null && _failures < FirstTries);
        Become(again ? ResourceState.Restarting : ResourceState.Failed, end);
        await local.Stop();
        return again;
    }

    /// <returns>The exit code, or null when the resource was asked to stop.</returns>
    private async Task<int?> Watch()
    {
        long lastLook = 0;
        while (!local.Exited.IsCompleted)
        {
            if (IsHeld)
            {
                return null;
            }

            if (endsWith is null && (!_wasHealthy || lastLook == 0 || TimeProvider.System.GetElapsedTime(lastLook) >= HealthInterval))
            {
                bool healthy = await local.IsHealthy(_stop.Token);
                lastLook = healthy ? TimeProvider.System.GetTimestamp() : 0;
                Note(healthy);
            }

            await Task.WhenAny(local.Exited, Task.Delay(Tick, _stop.Token));
            _stop.Token.ThrowIfCancellationRequested();
        }

        return await local.Exited;
    }

    private void Note(bool healthy)
    {
        if (healthy)
        {
            _wasHealthy = true;
            _failures = 0;
            Become(ResourceState.Healthy);
        }
        else if (notifications.Of(Name).State == ResourceState.Healthy)
        {
            Become(ResourceState.Unhealthy);
        }
    }

    private async Task StayStopped()
    {
        await local.Stop();
        Become(ResourceState.Stopped, "on request");
        while (IsHeld)
        {
            await Task.Delay(Tick, _stop.Token);
        }
    }

    private void Become(ResourceState state, string detail = "")
    {
        var status = new ResourceStatus(state, detail);
        if (notifications.Of(Name) == status && state != ResourceState.Waiting)
        {
            return;
        }

        string word = state.ToString().ToLowerInvariant();
        Secret.Write(StateFile, $"{word}\t{local.Address}\t{detail.ReplaceLineEndings(" ")}\n");
        notifications.Publish(Name, status);
        if (state is not (ResourceState.Waiting or ResourceState.Starting))
        {
            say($"{Name,-20} {word,-11}{(detail.Length > 0 ? detail : local.Address)}".TrimEnd());
        }
    }
}
