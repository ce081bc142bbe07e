using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Local;

namespace Aspire.Hosting.Orchestration;

/// <summary>A project or another program as a child process.</summary>
internal sealed class LocalProcessResource(IResource resource, LocalFolders folders) : ILocalResource
{
    private static readonly int[] StopSignals = [Posix.SigTerm];
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(15);
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(3) };

    private LocalProcess? _process;

    public string Address =>
        string.Join("  ", (resource as IResourceWithEndpoints)?.GetEndpoints().Select(endpoint => $"{endpoint.EndpointName} {endpoint.Url}") ?? []);

    public Task<int> Exited => _process?.Exited ?? new TaskCompletionSource<int>().Task;

    public async Task Start(CancellationToken cancellationToken)
    {
        Dictionary<string, string> environment = await ((IResourceWithEnvironment)resource).GetEnvironmentVariableValuesAsync();
        string[] arguments = await ((IResourceWithArgs)resource).GetArgumentValuesAsync();
        LocalCommand command = resource switch
        {
            ExecutableResource executable => new(executable.Command, arguments) { WorkingDirectory = executable.WorkingDirectory },
            _ => Project(arguments),
        };
        _process = await LocalProcess.Start(
            command with { Environment = WithDefaults(environment) },
            folders.LogOf(resource.Name),
            Path.Combine(folders.PidsOf(resource.Name), "process.pid"),
            StopSignals);
    }

    public async Task<bool> IsHealthy(CancellationToken cancellationToken)
    {
        foreach (HttpHealthAnnotation health in resource.Annotations.OfType<HttpHealthAnnotation>())
        {
            string address = ((IResourceWithEndpoints)resource).GetEndpoint(health.EndpointName).Url;
            try
            {
                using HttpResponseMessage response = await Http.GetAsync(new Uri(address + health.Path), cancellationToken);
                if ((int)response.StatusCode != health.StatusCode)
                {
                    return false;
                }
            }
            catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
            {
                return false;
            }
        }

        return true;
    }

    public async Task Stop()
    {
        LocalProcess? running = _process;
        _process = null;
        await (running?.Stop(StopSignals, StopPatience) ?? Task.CompletedTask);
    }

    private LocalCommand Project(string[] arguments)
    {
        IProjectMetadata project = resource.Annotations.OfType<IProjectMetadata>().Single();
        string assembly = project is IBuiltProject built
            ? built.TargetPath
            : throw new DistributedApplicationException($"The AppHost's build did not say where the output of {project.ProjectPath} is.");
        return new LocalCommand(Environment.ProcessPath is { } path && Path.GetFileName(path) == "dotnet" ? path : "dotnet", [assembly, .. arguments])
        {
            // As the packages do: a web application finds its appsettings.json in its project's folder.
            WorkingDirectory = Path.GetDirectoryName(project.ProjectPath) ?? "/",
        };
    }

    // As the packages do, where the environment does not say more precisely what Kestrel listens on.
    private Dictionary<string, string> WithDefaults(Dictionary<string, string> environment)
    {
        string[] addresses = [.. (resource as ProjectResource)?.GetEndpoints().Where(endpoint => endpoint.Scheme == "http").Select(endpoint => endpoint.Url) ?? []];
        if (addresses.Length > 0 && !environment.Keys.Any(name => name.StartsWith("Kestrel__Endpoints__", StringComparison.OrdinalIgnoreCase)))
        {
            environment.TryAdd("ASPNETCORE_URLS", string.Join(';', addresses));
        }

        environment.TryAdd("OTEL_SERVICE_NAME", resource.Name);
        return environment;
    }
}
