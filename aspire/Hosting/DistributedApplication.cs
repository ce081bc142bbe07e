using System.Runtime.InteropServices;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orchestration;

namespace Aspire.Hosting;

/// <summary>An application of several resources, to be run.</summary>
public sealed class DistributedApplication : IAsyncDisposable
{
    private readonly Orchestrator _orchestrator;

    internal DistributedApplication(Orchestrator orchestrator) => _orchestrator = orchestrator;

    /// <summary>What the resources do, for those who wait for it.</summary>
    public ResourceNotificationService ResourceNotifications => _orchestrator.Notifications;

    /// <summary>Begins an application. Configuration: <c>appsettings.json</c> beside the AppHost's project, environment, arguments.</summary>
    public static IDistributedApplicationBuilder CreateBuilder(string[] args) => new DistributedApplicationBuilder(args);

    /// <summary>Runs until Ctrl-C, SIGTERM or SIGHUP. Sets exit code 1 when the application could not be started.</summary>
    public void Run() => RunAsync().GetAwaiter().GetResult();

    /// <inheritdoc cref="Run" />
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using PosixSignalRegistration hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);
        try
        {
            await StartAsync(stop.Token);
            await _orchestrator.RunUntilStoppedOrFailed(stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Told to stop while starting.
        }
        catch (DistributedApplicationException failure)
        {
            _orchestrator.Say(failure.Message);
            Environment.ExitCode = 1;
        }
        finally
        {
            await StopAsync(CancellationToken.None);
        }

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }
    }

    /// <summary>Begins to start all resources, each when what it waits for is there. Returns before they are healthy.</summary>
    /// <exception cref="DistributedApplicationException">The application of this folder runs already, or resources wait for each other.</exception>
    public Task StartAsync(CancellationToken cancellationToken = default) => _orchestrator.Start(cancellationToken);

    /// <summary>Stops all resources, dependents first.</summary>
    public Task StopAsync(CancellationToken cancellationToken = default) => _orchestrator.Stop(cancellationToken);

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await StopAsync();
}
