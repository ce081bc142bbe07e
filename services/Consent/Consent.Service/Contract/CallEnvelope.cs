using System.Diagnostics;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.Kernel;
using PrivacyPlatform.ServiceDefaults;

namespace PrivacyPlatform.Consent.Service.Contract;

/// <summary>What the head of a call says: who asks, for which tenant, under which command id, and as of when.</summary>
internal static class CallEnvelope
{
    public static Caller Caller(this ServerCallContext context) => ServiceDefaults.Caller.Of(context);

    /// <param name="commandId">Empty: one is made, and a retry is then a second command.</param>
    /// <param name="occurredAt">Null: <paramref name="now"/>.</param>
    /// <exception cref="RpcException">The id is no UUID, or the time no instant.</exception>
    public static CommandEnvelope Envelope(this ServerCallContext context, string commandId, Timestamp? occurredAt, DateTimeOffset now)
    {
        var caller = context.Caller();
        var recordedAt = FromContract.Microseconds(now);
        return new()
        {
            CommandId = CommandId(commandId, now),
            Tenant = caller.Tenant,
            Actor = caller.Actor,
            OccurredAt = Instant(occurredAt, "occurred_at") ?? recordedAt,
            RecordedAt = recordedAt,
            CorrelationId = Activity.Current?.TraceId.ToHexString(),
        };
    }

    /// <summary>The point to look from; null: now, everything.</summary>
    /// <exception cref="RpcException">A field is malformed.</exception>
    public static AsOf? Point(V1.AsOf? asOf)
    {
        if (asOf is null or { Version: 0, RecordedAt: null, OccurredAt: null })
        {
            return null;
        }

        return asOf.Version < 0
            ? throw Malformed("as_of.version", "A version is 1 or more; 0 means no limit.")
            : new AsOf(asOf.Version == 0 ? null : asOf.Version, Instant(asOf.RecordedAt, "as_of.recorded_at"), Instant(asOf.OccurredAt, "as_of.occurred_at"));
    }

    /// <exception cref="RpcException">The timestamp is no instant.</exception>
    public static DateTimeOffset? Instant(Timestamp? timestamp, string field)
    {
        if (timestamp is null)
        {
            return null;
        }

        return FromContract.TryInstant(timestamp, out var instant) ? instant : throw Malformed(field, "The time is none between the years 1 and 9999.");
    }

    private static Guid CommandId(string commandId, DateTimeOffset now)
    {
        if (commandId.Length == 0)
        {
            return Guid.CreateVersion7(now);
        }

        return Guid.TryParseExact(commandId, "D", out var id) && id != Guid.Empty ? id : throw Malformed("command_id", "A command id is a UUID, with hyphens.");
    }

    private static RpcException Malformed(string field, string message) => new Refusal(ErrorCodes.MessageMalformed, message, field).ToRpcException();
}
