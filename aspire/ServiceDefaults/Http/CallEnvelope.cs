using System.Diagnostics;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.Kernel;

namespace PrivacyPlatform.ServiceDefaults;

/// <summary>What the head of a call says: who asks, for which tenant, and under which command id.</summary>
public static class CallEnvelope
{
    public static Caller Caller(this ServerCallContext context) => ServiceDefaults.Caller.Of(context);

    /// <param name="commandId">Empty: one is made, and a retry is then a second command.</param>
    /// <param name="occurredAt">Null: <paramref name="now"/>.</param>
    /// <exception cref="RpcException">The id is no UUID, or the time no instant.</exception>
    public static CommandEnvelope Envelope(this ServerCallContext context, string commandId, Timestamp? occurredAt, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(commandId);
        var caller = context.Caller();
        var recordedAt = CallTime.Microseconds(now);
        return new()
        {
            CommandId = CommandId(commandId, now),
            Tenant = caller.Tenant,
            Actor = caller.Actor,
            OccurredAt = CallTime.InstantOrNull(occurredAt, "occurred_at") ?? recordedAt,
            RecordedAt = recordedAt,
            CorrelationId = Activity.Current?.TraceId.ToHexString(),
        };
    }

    private static Guid CommandId(string commandId, DateTimeOffset now)
    {
        if (commandId.Length == 0)
        {
            return Guid.CreateVersion7(now);
        }

        return Guid.TryParseExact(commandId, "D", out var id) && id != Guid.Empty
            ? id
            : throw new Refusal(ErrorCodes.MessageMalformed, "A command id is a UUID, with hyphens.", "command_id").ToRpcException();
    }
}
