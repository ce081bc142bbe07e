using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace PrivacyPlatform.EventStore;

/// <summary>
/// Background work on a store that is accepted, in one instance of a service at a time: which one, an advisory lock says. Whatever ends it, it
/// begins again, there or elsewhere.
/// </summary>
/// <param name="work">The lock's name, the database's own.</param>
/// <param name="leaders">Of a role that may write what the work writes: it lives and dies with that role's connection.</param>
public abstract partial class LeadingService(string work, LeaderLock leaders, StoreGate gate, TimeProvider clock, ILogger log) : BackgroundService
{
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(1);

    protected TimeProvider Clock { get; } = clock;

    /// <summary>Goes on until it is told to stop.</summary>
    /// <param name="leading">Canceled when another instance may lead, when the store is no longer accepted, and when the service ends.</param>
    protected abstract Task Lead(CancellationToken leading);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await LeadOnce(stoppingToken);
            await Task.Delay(TryAgainAfter, Clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task LeadOnce(CancellationToken stopping)
    {
        try
        {
            await gate.Opened.WaitAsync(stopping); // a store that nobody accepted must not get a second history, nor tell of one
            await using var leadership = await leaders.TryAcquire(work, stopping);
            if (leadership is not null)
            {
                Leading(log, work);
                using var leading = CancellationTokenSource.CreateLinkedTokenSource(stopping, leadership.Lost, gate.WhileOpen);
                await Lead(leading.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // asked to stop, or no longer the leader
        }
#pragma warning disable CA1031 // whatever it is, giving up would leave the work undone until somebody restarts the service; health tells of the delay
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Failed(log, work, failure.GetType().Name);
        }
    }

    [LoggerMessage(LogLevel.Information, "This instance does the work of '{Work}'")]
    private static partial void Leading(ILogger log, string work);

    [LoggerMessage(LogLevel.Error, "The work of '{Work}' goes on after {Failure}; nothing is lost")]
    private static partial void Failed(ILogger log, string work, string failure);
}
