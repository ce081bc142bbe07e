using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using PrivacyPlatform.Kernel;

namespace PrivacyPlatform.ServiceDefaults;

/// <summary>Instants as calls and messages name them.</summary>
public static class CallTime
{
    /// <summary>Null for an absent one.</summary>
    /// <exception cref="RpcException">The timestamp is no instant.</exception>
    public static DateTimeOffset? InstantOrNull(Timestamp? timestamp, string field)
    {
        if (timestamp is null)
        {
            return null;
        }

        return TryInstant(timestamp, out var instant)
            ? instant
            : throw new Refusal(ErrorCodes.MessageMalformed, "The time is none between the years 1 and 9999.", field).ToRpcException();
    }

    /// <summary>To the microsecond, which is what the store keeps: otherwise an answer would differ from itself once it is read back.</summary>
    /// <returns>False: no instant that a calendar knows.</returns>
    public static bool TryInstant(Timestamp timestamp, out DateTimeOffset instant)
    {
        ArgumentNullException.ThrowIfNull(timestamp);
        try
        {
            instant = Microseconds(timestamp.ToDateTimeOffset());
            return true;
        }
        catch (Exception malformed) when (malformed is InvalidOperationException or ArgumentOutOfRangeException)
        {
            instant = default;
            return false;
        }
    }

    public static DateTimeOffset Microseconds(DateTimeOffset instant) => instant.AddTicks(-(instant.Ticks % TimeSpan.TicksPerMicrosecond));
}
