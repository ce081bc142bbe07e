using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace PrivacyPlatform.EventStore;

/// <summary>Runs the sequencer whenever something was appended, in every instance: no leader is needed, and none can be lost.</summary>
internal sealed partial class SequencingService(EventSequencer sequencer, StoreNews news, ILogger<SequencingService> log) : BackgroundService
{
    /// <summary>Also without news: an append that was cut off before it could tell, or that does not tell at all, is found by looking.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                var signal = news.Appended;
                await Sequence(stoppingToken);
                await StoreNews.Wait(signal, LookEvery, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // asked to stop
        }
    }

    private async Task Sequence(CancellationToken ct)
    {
        try
        {
            FeedTelemetry.Sequenced(await sequencer.Run(ct));
        }
#pragma warning disable CA1031 // whatever it is, giving up would leave the feed standing still; health tells of it
        catch (Exception failure) when (!ct.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Failed(log, failure.GetType().Name);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The sequencer tries again after {Failure}; nothing is lost")]
    private static partial void Failed(ILogger log, string failure);
}
