using Aspire.Hosting;

namespace PrivacyPlatform.Hosting.Tests;

/// <summary>An application of its own folder, which goes when the test ends.</summary>
internal sealed class TrialApp : IAsyncDisposable
{
    // The parent of a PostgreSQL's folder has to let another account pass.
    private readonly string _folder = Directory.CreateTempSubdirectory("privacyplatform-trial-").FullName;
    private DistributedApplication? _application;

    internal TrialApp(params string[] arguments)
    {
        File.SetUnixFileMode(_folder, (UnixFileMode)Convert.ToInt32("755", 8));
        Builder = DistributedApplication.CreateBuilder([$"--Aspire:Local:Folder={Local}", .. arguments]);
    }

    internal IDistributedApplicationBuilder Builder { get; }

    internal string Local => Path.Combine(_folder, ".local");

    internal static CancellationToken Bound => new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token;

    internal async Task<DistributedApplication> Start()
    {
        _application ??= Builder.Build();
        await _application.StartAsync(Bound);
        return _application;
    }

    internal Task Healthy(string resource) => _application!.ResourceNotifications.WaitForResourceHealthyAsync(resource, Bound);

    internal Task Stop() => _application!.StopAsync(Bound);

    /// <summary>The process that a resource's pid file names.</summary>
    internal int ProcessOf(string resource, string name = "process") =>
        int.Parse(File.ReadAllText(Path.Combine(Local, "run", "pids", resource, name + ".pid")).Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync()
    {
        await (_application?.DisposeAsync() ?? ValueTask.CompletedTask);
        Directory.Delete(_folder, recursive: true);
    }
}
