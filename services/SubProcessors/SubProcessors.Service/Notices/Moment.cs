using System.Diagnostics;
using PrivacyPlatform.EventStore;

namespace PrivacyPlatform.SubProcessors.Service.Notices;

/// <summary>Who acts when nobody called: the service itself, for its notices.</summary>
internal static class NoticeActor
{
    public const string Code = "notices";
}

/// <summary>Now, as the store keeps times, and the head of a command that no RPC brought.</summary>
internal static class Moment
{
    public static DateTimeOffset Of(TimeProvider clock)
    {
        var now = clock.GetUtcNow().ToUniversalTime();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }

    /// <param name="commandId">Null: a new one.</param>
    public static CommandEnvelope Envelope(string tenant, string actor, DateTimeOffset now, Guid? commandId = null) => new()
    {
        CommandId = commandId ?? Guid.CreateVersion7(now),
        Tenant = tenant,
        Actor = actor,
        OccurredAt = now,
        RecordedAt = now,
        CorrelationId = Activity.Current?.TraceId.ToHexString(),
    };
}
