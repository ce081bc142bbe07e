using System.Collections.Concurrent;
using System.Threading.Channels;
using Grpc.Core;
using Grpc.Health.V1;
using ServingStatus = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace Grpc.HealthCheck;

/// <summary>Answers with the statuses it is told.</summary>
public class HealthServiceImpl : Health.V1.Health.HealthBase
{
    private readonly Lock changing = new();
    private readonly Dictionary<string, ServingStatus> statuses = [];
    private readonly ConcurrentDictionary<Channel<ServingStatus>, string> watchers = [];

    /// <summary>Sets a service's status; the empty name is the server as a whole.</summary>
    public void SetStatus(string service, ServingStatus status)
    {
        lock (changing)
        {
            statuses[service] = status;
            Announce(service, status);
        }
    }

    /// <summary>Forgets a service.</summary>
    public void ClearStatus(string service)
    {
        lock (changing)
        {
            statuses.Remove(service);
            Announce(service, ServingStatus.ServiceUnknown);
        }
    }

    /// <summary>Forgets all services.</summary>
    public void ClearAll()
    {
        lock (changing)
        {
            foreach (var service in statuses.Keys.ToList())
            {
                ClearStatus(service);
            }
        }
    }

    /// <inheritdoc />
    public override Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context)
    {
        lock (changing)
        {
            return statuses.TryGetValue(request.Service, out var status)
                ? Task.FromResult(new HealthCheckResponse { Status = status })
                : throw new RpcException(new Status(StatusCode.NotFound, "Service is not known."));
        }
    }

    /// <inheritdoc />
    public override Task Watch(HealthCheckRequest request, IServerStreamWriter<HealthCheckResponse> responseStream, ServerCallContext context) =>
        Watch(request, responseStream, context.CancellationToken);

    internal async Task Watch(HealthCheckRequest request, IServerStreamWriter<HealthCheckResponse> responseStream, CancellationToken cancellationToken)
    {
        // Only the newest status matters to a watcher that is slow.
        var channel = Channel.CreateBounded<ServingStatus>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        lock (changing)
        {
            watchers[channel] = request.Service;
            channel.Writer.TryWrite(statuses.GetValueOrDefault(request.Service, ServingStatus.ServiceUnknown));
        }

        try
        {
            ServingStatus? last = null;
            await foreach (var status in channel.Reader.ReadAllAsync(cancellationToken))
            {
                if (status != last)
                {
                    last = status;
                    await responseStream.WriteAsync(new HealthCheckResponse { Status = status }, cancellationToken);
                }
            }
        }
        finally
        {
            watchers.TryRemove(channel, out _);
        }
    }

    private void Announce(string service, ServingStatus status)
    {
        foreach (var (watcher, watched) in watchers)
        {
            if (watched == service)
            {
                watcher.Writer.TryWrite(status);
            }
        }
    }
}
