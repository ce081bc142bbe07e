using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Local;

namespace Aspire.Hosting.Orchestration;

/// <summary>Runs the resources of one application as children of this process, one application a folder at a time.</summary>
internal sealed class Orchestrator(IReadOnlyList<IResource> resources, LocalFolders folders)
{
    private readonly List<ResourceRunner> _runners = [];
    private FileStream? _lock;
    private long _started;

    internal ResourceNotificationService Notifications { get; } = new();

    private string EndpointsPath => Path.Combine(folders.Run, "endpoints.json");

    private string ReadyFile => Path.Combine(folders.Run, "ready");

    internal async Task Start(CancellationToken cancellationToken)
    {
        _started = TimeProvider.System.GetTimestamp();
        IReadOnlyList<IResource> ordered = StartOrder.Of(resources);
        Lock();
        await Sweep();
        PortBook.Allocate(ordered, Path.Combine(folders.Run, "ports.json"));
        cancellationToken.ThrowIfCancellationRequested();
        var awaitedToEnd = ordered.SelectMany(resource => resource.Annotations.OfType<WaitAnnotation>())
            .Where(wait => wait.WaitType == WaitType.WaitForCompletion)
            .DistinctBy(wait => wait.Resource)
            .ToDictionary(wait => wait.Resource, wait => (int?)wait.ExitCode);
        foreach (IResource resource in ordered)
        {
            if (LocalFor(resource) is { } local)
            {
                _runners.Add(new ResourceRunner(resource, local, awaitedToEnd.GetValueOrDefault(resource), folders, Notifications, Say));
            }
            else if (resource is not PostgresDatabaseResource)
            {
                // A parameter or connection string is there from the beginning.
                Notifications.Publish(resource.Name, new ResourceStatus(ResourceState.Healthy));
            }
        }

        foreach (ResourceRunner runner in _runners)
        {
            runner.Begin();
        }
    }

    /// <exception cref="DistributedApplicationException">A resource could not be started.</exception>
    internal async Task RunUntilStoppedOrFailed(CancellationToken cancellationToken)
    {
        // One after the other would not see a failure before it is that resource's turn.
        await foreach (Task settled in Task.WhenEach(_runners.Select(runner => Notifications.WaitUntil(
            runner.Name, status => status.State is ResourceState.Healthy or ResourceState.Finished, cancellationToken))).WithCancellation(cancellationToken))
        {
            await settled;
        }

        await EndpointsFile.Write(resources, EndpointsPath, cancellationToken);
        await File.WriteAllTextAsync(ReadyFile, "", cancellationToken);
        Say($"ready after {TimeProvider.System.GetElapsedTime(_started).TotalSeconds:0.0} s; logs in {folders.Logs}");
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }

    internal async Task Stop(CancellationToken cancellationToken)
    {
        File.Delete(ReadyFile);
        foreach (ResourceRunner runner in Enumerable.Reverse(_runners))
        {
            await runner.Stop().WaitAsync(cancellationToken);
        }

        _runners.Clear();
        if (_lock is not null)
        {
            File.Delete(EndpointsPath);
            File.Delete(PidFileOfOurs);
            await _lock.DisposeAsync();
            _lock = null;
        }
    }

    /// <summary>One line for whoever started the application.</summary>
    internal void Say(string line)
    {
#pragma warning disable RS0030 // The program that runs an application is a command line tool: its lines are its output.
        Console.Out.WriteLine(line);
#pragma warning restore RS0030
    }

    private string PidFileOfOurs => Path.Combine(folders.Run, "apphost.pid");

    private void Lock()
    {
        try
        {
            _lock = new FileStream(Path.Combine(folders.Run, "apphost.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException held)
        {
            throw new DistributedApplicationException($"The application of {folders.Root} runs already.", held);
        }

        File.Delete(ReadyFile);
        File.WriteAllText(PidFileOfOurs, $"{Environment.ProcessId}\n");
    }

    /// <summary>Ends what an earlier run left behind when it was killed, and forgets its requests.</summary>
    private async Task Sweep()
    {
        string[] pidFiles = Directory.GetFiles(folders.Pids, "*.pid", SearchOption.AllDirectories);
        bool[] ended = await Task.WhenAll(pidFiles.Select(PidFile.StopLeftover));
        if (ended.Any(leftover => leftover))
        {
            Say($"stopped {ended.Count(leftover => leftover)} processes that an earlier run had left behind");
        }

        foreach (string stale in Directory.GetFiles(folders.State).Concat(Directory.GetFiles(folders.Held)))
        {
            File.Delete(stale);
        }
    }

    private ILocalResource? LocalFor(IResource resource) => resource switch
    {
        PostgresServerResource postgres => new LocalPostgresResource(
            postgres, [.. resources.OfType<PostgresDatabaseResource>().Where(database => database.Parent == postgres)], folders, Notifications, Say),
        RabbitMQServerResource rabbit => new LocalRabbitMqResource(rabbit, folders),
        ProjectResource or ExecutableResource => new LocalProcessResource(resource, folders),
        ContainerResource => throw new DistributedApplicationException($"'{resource.Name}' is a container that this library cannot run."),
        _ => null,
    };
}
