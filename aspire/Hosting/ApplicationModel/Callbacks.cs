namespace Aspire.Hosting.ApplicationModel;

/// <summary>Sets environment variables just before a resource starts.</summary>
public class EnvironmentCallbackAnnotation(Func<EnvironmentCallbackContext, Task> callback) : IResourceAnnotation
{
    public Func<EnvironmentCallbackContext, Task> Callback => callback;
}

/// <summary>The environment variables so far: text, or an <see cref="IValueProvider"/>.</summary>
public class EnvironmentCallbackContext(IResource resource, CancellationToken cancellationToken = default)
{
    public IResource Resource => resource;

    public Dictionary<string, object> EnvironmentVariables { get; } = [];

    public CancellationToken CancellationToken => cancellationToken;
}

/// <summary>Adds arguments just before a resource starts.</summary>
public class CommandLineArgsCallbackAnnotation(Func<CommandLineArgsCallbackContext, Task> callback) : IResourceAnnotation
{
    public Func<CommandLineArgsCallbackContext, Task> Callback => callback;
}

/// <summary>The arguments so far: text, or an <see cref="IValueProvider"/>.</summary>
public sealed class CommandLineArgsCallbackContext(IList<object> args, CancellationToken cancellationToken = default)
{
    public IList<object> Args => args;

    public CancellationToken CancellationToken => cancellationToken;
}
