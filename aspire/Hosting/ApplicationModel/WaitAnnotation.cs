namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource that has to be healthy, or done, before this one starts.</summary>
public sealed class WaitAnnotation(IResource resource, WaitType waitType, int exitCode = 0) : IResourceAnnotation
{
    public IResource Resource => resource;

    public WaitType WaitType => waitType;

    /// <summary>The exit code that counts as done.</summary>
    public int ExitCode => exitCode;
}

public enum WaitType
{
    WaitUntilHealthy = 0,
    WaitForCompletion = 1,
}
