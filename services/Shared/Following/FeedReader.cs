using Grpc.Core;
using PrivacyPlatform.Feed.V1;

namespace PrivacyPlatform.Following;

/// <summary>The past: everything announced, from a place on until the end of what there was when the call began.</summary>
internal sealed class FeedReader(FeedService.FeedServiceClient feed, Func<CancellationToken, Task<Metadata>> credentials, IReadOnlyList<string> types)
{
    /// <summary>Each step is kept before the next is read, so that what breaks off goes on where it was.</summary>
    public async Task CatchUp(IFollowerMemory memory, CancellationToken ct)
    {
        var (place, caughtUp) = (await memory.Read(ct), false);
        var request = new ReadRequest { AfterPosition = place.Position, AfterEventId = place.EventId, UntilCaughtUp = true };
        request.Types_.Add(types);
        using var call = feed.Read(request, await credentials(ct), cancellationToken: ct);
        while (await call.ResponseStream.MoveNext(ct))
        {
            var response = call.ResponseStream.Current;
            caughtUp = response.CaughtUp;
            var reached = new FollowerPlace(response.Position, response.EventId, response.CaughtUp);
            if (response.Message is { } message)
            {
                await memory.TakeIn(Heard(response.EventId, message), reached, ct);
            }
            else
            {
                await memory.Reach(reached, ct);
            }
        }

        if (!caughtUp)
        {
            throw new RpcException(new Status(StatusCode.Unavailable, "The feed ended before its end was reached."));
        }
    }

    private static HeardMessage Heard(string id, AnnouncedMessage message) =>
        new(id, message.Type, message.Body, message.SchemaVersion, message.CorrelationId, message.CausationId, message.Traceparent);
}
