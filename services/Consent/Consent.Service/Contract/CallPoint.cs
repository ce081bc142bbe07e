using Grpc.Core;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.Kernel;
using PrivacyPlatform.ServiceDefaults;

namespace PrivacyPlatform.Consent.Service.Contract;

/// <summary>The point that a question looks from.</summary>
internal static class CallPoint
{
    /// <summary>Null: now, everything.</summary>
    /// <exception cref="RpcException">A field is malformed.</exception>
    public static AsOf? Of(V1.AsOf? asOf)
    {
        if (asOf is null or { Version: 0, RecordedAt: null, OccurredAt: null })
        {
            return null;
        }

        return asOf.Version < 0
            ? throw new Refusal(ErrorCodes.MessageMalformed, "A version is 1 or more; 0 means no limit.", "as_of.version").ToRpcException()
            : new AsOf(
                asOf.Version == 0 ? null : asOf.Version,
                CallTime.InstantOrNull(asOf.RecordedAt, "as_of.recorded_at"),
                CallTime.InstantOrNull(asOf.OccurredAt, "as_of.occurred_at"));
    }
}
