using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace PrivacyPlatform.EventStore;

/// <summary>Keeps a service's projections: each by one instance at a time, and each on its own, so that one that stops holds up no other.</summary>
internal sealed partial class Projector(
    IEnumerable<IProjection> projections,
    NpgsqlDataSource store,
    EventFeed feed,
    StoreNews news,
    LeaderLock leaders,
    IOptions<ProjectionOptions> options,
    ILogger<Projector> log,
    TimeProvider? time = null) : BackgroundService
{
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(1);

    private readonly ProjectionOptions options = options.Value;
    private readonly TimeProvider clock = time ?? TimeProvider.System;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(projections.Select(projection => Keep(projection, stoppingToken)));

    private async Task Keep(IProjection projection, CancellationToken stopping)
    {
        var run = new ProjectionRun(projection, new ProjectionTable(store), feed, options, clock);
        while (!stopping.IsCancellationRequested)
        {
            var rest = await LeadOnce(projection, run, stopping);
            await Task.Delay(rest, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <returns>How long to rest before the next attempt.</returns>
    private async Task<TimeSpan> LeadOnce(IProjection projection, ProjectionRun run, CancellationToken stopping)
    {
        try
        {
            // A version's own lock: while instances are replaced, the old ones keep their view and the new ones build theirs.
            await using var leadership = await leaders.TryAcquire($"projection:{projection.Name}:{projection.Version}", stopping);
            if (leadership is null)
            {
                return options.Standby;
            }

            using var leading = CancellationTokenSource.CreateLinkedTokenSource(stopping, leadership.Lost);
            await Lead(projection, run, leading.Token);
            return TimeSpan.Zero;
        }
        catch (OperationCanceledException)
        {
            return TimeSpan.Zero; // asked to stop, or no longer the leader
        }
#pragma warning disable CA1031 // whatever it is, giving up would leave the view standing still; health tells of it
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Failed(log, projection.Name, failure.GetType().Name);
            return TryAgainAfter;
        }
    }

    private async Task Lead(IProjection projection, ProjectionRun run, CancellationToken ct)
    {
        var told = false;
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            var signal = news.AnythingSequenced;
            var came = await run.Step(ct);
            if (came is ProjectionRun.Came.ToAStop && !told)
            {
                Stopped(log, projection.Name);
            }

            told = came is ProjectionRun.Came.ToAStop;
            if (came is not ProjectionRun.Came.Forward)
            {
                await StoreNews.Wait(signal, options.Idle, ct);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The projection {Projection} tries again after {Failure}; nothing is lost")]
    private static partial void Failed(ILogger log, string projection, string failure);

    [LoggerMessage(LogLevel.Critical, "The projection {Projection} stands still at an event that it cannot take in: see platform.projections")]
    private static partial void Stopped(ILogger log, string projection);
}
