using System.Collections.Concurrent;
using Aspire.Hosting.Orchestration;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>What each resource does at present, for those who wait for it.</summary>
public class ResourceNotificationService
{
    private readonly ConcurrentDictionary<string, ResourceStatus> _statuses = new(StringComparer.Ordinal);
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal ResourceNotificationService()
    {
    }

    /// <summary>Returns when the resource is healthy.</summary>
    /// <exception cref="DistributedApplicationException">The resource failed.</exception>
    public Task WaitForResourceHealthyAsync(string resourceName, CancellationToken cancellationToken = default) =>
        WaitUntil(resourceName, status => status.State == ResourceState.Healthy, cancellationToken);

    internal void Publish(string resource, ResourceStatus status)
    {
        _statuses[resource] = status;
        Interlocked.Exchange(ref _changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
    }

    internal ResourceStatus Of(string resource) => _statuses.GetValueOrDefault(resource) ?? new ResourceStatus(ResourceState.Waiting);

    internal async Task WaitUntil(string resource, Func<ResourceStatus, bool> reached, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task change = Volatile.Read(ref _changed).Task;
            ResourceStatus status = Of(resource);
            if (reached(status))
            {
                return;
            }

            if (status.State == ResourceState.Failed)
            {
                throw new DistributedApplicationException($"{resource} failed: {status.Detail}");
            }

            await change.WaitAsync(cancellationToken);
        }
    }
}
