namespace PrivacyPlatform.EventStore;

/// <summary>One event as it lies in the store.</summary>
/// <param name="Sequence">Position in the whole store; 0 inside an <see cref="IInlineProjection{TState,TEvent}"/>, where it is not allocated yet. Gaps are normal.</param>
/// <param name="Id">Derived from the command, see <see cref="EventId"/>; the message id of its announcement.</param>
/// <param name="Version">1, 2, 3 … within the stream.</param>
/// <param name="Type">The stored name, as mapped in <see cref="EventTypes{TEvent}"/>.</param>
/// <param name="Data">JSON text. PostgreSQL keeps it as jsonb: order of members and white space are not those that were written.</param>
/// <param name="OccurredAt">UTC, microseconds.</param>
/// <param name="RecordedAt">UTC, microseconds.</param>
/// <param name="TraceParent">W3C trace context of the append, null where nothing was traced.</param>
public sealed record RecordedEvent(
    long Sequence,
    Guid Id,
    string Tenant,
    string Stream,
    long Version,
    string Type,
    int SchemaVersion,
    string Data,
    DateTimeOffset OccurredAt,
    DateTimeOffset RecordedAt,
    string Actor,
    string? CorrelationId,
    string? CausationId,
    string? TraceParent);
