using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace PrivacyPlatform.EventStore;

/// <summary>
/// Writes read models anew that an operator asked for, in one instance at a time. What to do stands in the database: a rebuild that was cut short
/// is begun again by whichever instance looks next, which does no harm, since every stream's rows are replaced by the same.
/// </summary>
internal sealed partial class ReadModelRebuilder(
    IEnumerable<ReadModel> readModels,
    NpgsqlDataSource store,
    [FromKeyedServices(EventStoreRegistration.Relay)] NpgsqlDataSource relay,
    LeaderLock leaders,
    ILogger<ReadModelRebuilder> log,
    TimeProvider? time = null) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ReportEvery = TimeSpan.FromSeconds(1);

    private readonly ReadModelRebuilds rebuilds = new(store);
    private readonly TimeProvider clock = time ?? TimeProvider.System;
    private volatile TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Somebody asked in this process: no need to wait for the next look.</summary>
    public void Wake() => asked.TrySetResult();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
            try
            {
                await Look(stoppingToken);
            }
#pragma warning disable CA1031 // an outage, most likely; the next look goes on
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                Failed(log, failure.GetType().Name);
            }
            catch (OperationCanceledException)
            {
                return; // asked to stop
            }

            await asked.Task.WaitAsync(LookEvery, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task Look(CancellationToken ct)
    {
        foreach (var build in (await rebuilds.Unfinished(ct)).Where(build => build.StoppedReason is null))
        {
            // One that this version does not have is another version's to build.
            if (readModels.FirstOrDefault(one => one.Name == build.Name) is not { } readModel)
            {
                continue;
            }

            await using var leadership = await leaders.TryAcquire($"read-model:{build.Name}", ct);
            if (leadership is not null)
            {
                using var leading = CancellationTokenSource.CreateLinkedTokenSource(ct, leadership.Lost);
                await Build(readModel, leading.Token);
            }
        }
    }

    private async Task Build(ReadModel readModel, CancellationToken ct)
    {
        var total = await relay.Ask<long>("SELECT count(*) FROM events.mt_events WHERE version = 1 AND starts_with(stream_id, $1)", ct, readModel.Prefix);
        await rebuilds.Moved(readModel.Name, 0, total, ct);
        try
        {
            var count = new Count();
            var building = readModel.Rebuild(new InlineRebuild(store, relay), count, ct);
            while (await Task.WhenAny(building, Task.Delay(ReportEvery, clock, ct)) != building)
            {
                await rebuilds.Moved(readModel.Name, count.Written, total, ct);
            }

            await building;
            await rebuilds.Finish(readModel.Name, ct);
            Rebuilt(log, readModel.Name, total);
        }
        catch (Exception fault) when (ProjectionFault.Is(fault))
        {
            await rebuilds.Stop(readModel.Name, ProjectionFault.Reason(fault), ct);
            Stopped(log, readModel.Name);
        }
    }

    [LoggerMessage(LogLevel.Information, "The read model {ReadModel} is written anew, of {Streams} streams")]
    private static partial void Rebuilt(ILogger log, string readModel, long streams);

    [LoggerMessage(LogLevel.Critical, "The read model {ReadModel} cannot be written anew: see platform.read_model_rebuilds")]
    private static partial void Stopped(ILogger log, string readModel);

    [LoggerMessage(LogLevel.Warning, "Read models are written anew later, after {Failure}")]
    private static partial void Failed(ILogger log, string failure);

    private sealed class Count : IProgress<long>
    {
        private long written;

        public long Written => Interlocked.Read(ref written);

        public void Report(long value) => Interlocked.Exchange(ref written, value);
    }
}
