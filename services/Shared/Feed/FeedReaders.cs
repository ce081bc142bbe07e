using System.Diagnostics.Metrics;
using PrivacyPlatform.Kernel;
using PrivacyPlatform.ServiceDefaults;

namespace PrivacyPlatform.Feed;

/// <summary>Who reads at the moment, counted against the bounds.</summary>
internal sealed class FeedReaders(FeedOptions options) : IDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, int> tenants = new(StringComparer.Ordinal);
    private readonly FeedTelemetry telemetry = new();
    private int all;

    public FeedTelemetry Telemetry => telemetry;

    /// <summary>A place, until it is disposed of.</summary>
    /// <exception cref="Grpc.Core.RpcException">All are taken.</exception>
    public IDisposable Enter(string tenant)
    {
        lock (gate)
        {
            var own = tenants.GetValueOrDefault(tenant);
            if (all >= options.Readers || own >= options.ReadersOfATenant)
            {
                throw new Refusal(ErrorCodes.FeedTooManyReaders, "As many read this feed as can be served; try again later.").ToRpcException();
            }

            all++;
            tenants[tenant] = own + 1;
        }

        telemetry.Readers.Add(1);
        return new Place(this, tenant);
    }

    public void Dispose() => telemetry.Dispose();

    private void Leave(string tenant)
    {
        lock (gate)
        {
            all--;
            if (--tenants[tenant] == 0)
            {
                tenants.Remove(tenant);
            }
        }

        telemetry.Readers.Add(-1);
    }

    private sealed class Place(FeedReaders readers, string tenant) : IDisposable
    {
        private bool left;

        public void Dispose()
        {
            if (!left)
            {
                left = true;
                readers.Leave(tenant);
            }
        }
    }
}

/// <summary>Measures of the feed. They name no tenant.</summary>
internal sealed class FeedTelemetry : IDisposable
{
    private readonly Meter meter = new(FeedRegistration.Telemetry);

    public FeedTelemetry()
    {
        Readers = meter.CreateUpDownCounter<int>("privacyplatform.feed.readers", "{reader}", "Calls that read the feed at the moment.");
        Sent = meter.CreateCounter<long>("privacyplatform.feed.sent", "{message}", "Announced messages given to readers of the feed.");
    }

    public UpDownCounter<int> Readers { get; }

    public Counter<long> Sent { get; }

    public void Dispose() => meter.Dispose();
}
