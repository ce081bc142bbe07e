using System.Globalization;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.Kernel;
using PrivacyPlatform.Messaging;
using PrivacyPlatform.ServiceDefaults;

namespace PrivacyPlatform.Feed;

/// <summary>
/// Announced messages from a position on, and then live. What a reader has not taken yet waits in the store, not here: one page is read, sent as fast
/// as the reader takes it, and only then the next is read.
/// </summary>
[Authorize(Roles = Roles.Reader)]
internal sealed partial class FeedGrpc(
    EventFeed feed, StoreGate gate, AnnouncementMap map, FeedReaders readers, FeedOptions options, IHostApplicationLifetime lifetime, ILogger<FeedGrpc> log)
    : V1.FeedService.FeedServiceBase
{
    public override async Task Read(V1.ReadRequest request, IServerStreamWriter<V1.ReadResponse> responseStream, ServerCallContext context)
    {
        var tenant = Caller.Of(context).Tenant;
        CheckTypes(request);
        using var place = readers.Enter(tenant);
        var accepted = gate.WhileOpen;
        using var expiry = new CancellationTokenSource(Lifetime(context));
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping, expiry.Token, accepted);
        try
        {
            await Send(request, tenant, responseStream, ending.Token);
        }
        catch (OperationCanceledException) when (accepted.IsCancellationRequested)
        {
            // A call that comes now is not let in; what this one would go on with may be another history.
            throw new StoreNotAcceptedException();
        }
        catch (OperationCanceledException) when (expiry.IsCancellationRequested)
        {
            throw new Refusal(ErrorCodes.TokenExpired, "The token's lifetime has ended; go on from the last position with a new one.").ToRpcException();
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            throw new Refusal(ErrorCodes.ServiceStopping, "This instance is stopped; go on from the last position with another.").ToRpcException();
        }
        catch (UnannouncedEventException unknown)
        {
            // As the relay: what comes behind it is not told before it.
            StandsStill(log, unknown.Message);
            throw new Refusal(ErrorCodes.FeedStopped, "The feed stands still at an event that this version of the service does not know.").ToRpcException();
        }
    }

    private async Task Send(V1.ReadRequest request, string tenant, IServerStreamWriter<V1.ReadResponse> responses, CancellationToken ct)
    {
        // Everything that is committed by now, so also everything that has been published by now, has its place in front of this one.
        var now = await feed.EndOfCommitted(tenant, ct);
        var wanted = request.Types_.ToHashSet(StringComparer.Ordinal);
        var (caughtUp, eventId) = (false, await EventIdAt(request, tenant, now, ct));
        await foreach (var page in feed.Subscribe(tenant, request.AfterPosition, options.Page, options.Quiet, ct))
        {
            var told = request.AfterPosition;
            foreach (var positioned in page.Events)
            {
                eventId = positioned.Event.Id.ToString();
                if (MessageOf(positioned, wanted) is { } message)
                {
                    // The last event of what there was when the call began, if it is a message, tells that it was the last.
                    var last = !caughtUp && positioned.Position >= now;
                    caughtUp |= last;
                    await responses.WriteAsync(new() { Position = positioned.Position, EventId = eventId, Message = message, CaughtUp = last, End = page.End }, ct);
                    readers.Telemetry.Sent.Add(1);
                    told = positioned.Position;
                }
            }

            var reached = !caughtUp && page.Position >= now;
            caughtUp |= reached;
            if (reached || told < page.Position || page.Events.Count == 0)
            {
                await responses.WriteAsync(new() { Position = page.Position, EventId = eventId, CaughtUp = reached, End = page.End }, ct);
            }

            if (caughtUp && request.UntilCaughtUp)
            {
                return;
            }
        }
    }

    private V1.AnnouncedMessage? MessageOf(PositionedEvent positioned, HashSet<string> wanted)
    {
        var recorded = positioned.Event;
        return map.Of(recorded) is { } message && (wanted.Count == 0 || wanted.Contains(message.Descriptor.FullName))
            ? AnnouncedMessages.Of(recorded, message)
            : null;
    }

    private void CheckTypes(V1.ReadRequest request)
    {
        if (request.Types_.Except(map.Messages.Select(message => message.FullName), StringComparer.Ordinal).Any())
        {
            throw new Refusal(ErrorCodes.FeedTypeUnknown, "This service announces no such message.", "types").ToRpcException();
        }
    }

    /// <summary>A position from another history, as after a restore, must not be gone on from as if it were one of this.</summary>
    private async Task<string> EventIdAt(V1.ReadRequest request, string tenant, long end, CancellationToken ct)
    {
        if (request.AfterPosition < 0 || request.AfterPosition > end)
        {
            throw new Refusal(ErrorCodes.FeedPositionUnknown, "The feed has no such position.", "after_position").ToRpcException();
        }

        if (request.AfterPosition == 0)
        {
            return "";
        }

        var there = (await feed.Read(tenant, request.AfterPosition - 1, 1, ct)).Events[0].Event.Id;
        return request.AfterEventId.Length == 0 || (Guid.TryParse(request.AfterEventId, CultureInfo.InvariantCulture, out var kept) && kept == there)
            ? there.ToString()
            : throw new Refusal(ErrorCodes.FeedPositionUnknown, "The feed has another event at this position.", "after_event_id").ToRpcException();
    }

    /// <summary>A call must not outlive the token that allowed it. By the clock that the token's check goes by, which is the system's.</summary>
    private static TimeSpan Lifetime(ServerCallContext context)
    {
        var expires = context.GetHttpContext().User.FindFirst("exp")?.Value;
        var left = long.TryParse(expires, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds) - TimeProvider.System.GetUtcNow()
            : TimeSpan.FromHours(1);
        return left < TimeSpan.Zero ? TimeSpan.Zero : left < TimeSpan.FromDays(1) ? left : TimeSpan.FromDays(1);
    }

    [LoggerMessage(LogLevel.Critical, "The feed stands still: {Reason}")]
    private static partial void StandsStill(ILogger log, string reason);
}
