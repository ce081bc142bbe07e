namespace Grpc.Net.Client.Internal;

/// <summary>For tasks that nobody may ever await.</summary>
internal static class TaskObservation
{
    /// <summary>A failure that nobody looks at is not an unobserved exception.</summary>
    public static void Observe(this Task task) =>
        _ = task.ContinueWith(static failed => failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}
