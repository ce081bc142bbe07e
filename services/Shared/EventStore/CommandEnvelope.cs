namespace PrivacyPlatform.EventStore;

/// <summary>Who asked for a command, for which tenant and when. Made at the edge, stored with every event that the command leads to.</summary>
public sealed record CommandEnvelope
{
    /// <summary>Told by the caller and kept when the call is repeated: one id appends once. Unique within the tenant, never empty.</summary>
    public required Guid CommandId { get; init; }

    /// <summary>From the validated token or the message's header; never empty.</summary>
    public required string Tenant { get; init; }

    /// <summary>A code for who acts (the token's <c>sub</c>), never a person's name.</summary>
    public required string Actor { get; init; }

    /// <summary>When it happened, as the producer tells. Stored in UTC, truncated to microseconds.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>When we learned of it: the edge's clock. Stored in UTC, truncated to microseconds.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    public string? CorrelationId { get; init; }

    public string? CausationId { get; init; }

    /// <summary>With times as the database keeps them, so that what is decided on now equals what is read later.</summary>
    /// <exception cref="ArgumentException">The command's id, tenant or actor is empty: the edge should have refused it.</exception>
    internal static CommandEnvelope Checked(CommandEnvelope envelope)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        return envelope.CommandId == Guid.Empty || string.IsNullOrWhiteSpace(envelope.Tenant) || string.IsNullOrWhiteSpace(envelope.Actor)
            ? throw new ArgumentException("A command needs an id, a tenant and an actor.", nameof(envelope))
            : envelope with { OccurredAt = Instant.Truncate(envelope.OccurredAt), RecordedAt = Instant.Truncate(envelope.RecordedAt) };
    }
}
