namespace Aspire.Hosting.Orchestration;

/// <param name="State">What the resource does.</param>
/// <param name="Detail">Why, where that is not plain.</param>
internal sealed record ResourceStatus(ResourceState State, string Detail = "");

internal enum ResourceState
{
    /// <summary>For what it needs.</summary>
    Waiting,
    Starting,
    Healthy,

    /// <summary>Its process runs, its health check says no.</summary>
    Unhealthy,

    /// <summary>It ended with success, as a step that runs once should.</summary>
    Finished,

    /// <summary>It ended by itself and will be started again.</summary>
    Restarting,

    /// <summary>Held by someone's request.</summary>
    Stopped,

    /// <summary>It will not be tried again.</summary>
    Failed,
}
