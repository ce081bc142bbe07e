using PrivacyPlatform.ServiceDefaults;

namespace PrivacyPlatform.SubProcessors.Service.Contract;

/// <summary>A point to look from.</summary>
/// <param name="RecordedAt">By what was recorded then; null: now.</param>
/// <param name="At">How it stood then.</param>
internal sealed record Point(DateTimeOffset? RecordedAt, DateTimeOffset At)
{
    public DateOnly Day => CallDay.Of(At);

    /// <exception cref="Grpc.Core.RpcException">A time is no instant.</exception>
    public static Point Of(V1.AsOf? asOf, DateTimeOffset now)
    {
        var recordedAt = CallTime.InstantOrNull(asOf?.RecordedAt, "as_of.recorded_at");
        return new(recordedAt, CallTime.InstantOrNull(asOf?.OccurredAt, "as_of.occurred_at") ?? recordedAt ?? now);
    }
}
