namespace PrivacyPlatform.EvidenceLog.Entries;

/// <summary>What is stored of one event, as bytes in UTF-8: the sealer turns hundreds of thousands of these a second into entries, so none becomes a string.</summary>
public readonly ref struct EventFields
{
    public required ReadOnlySpan<byte> Tenant { get; init; }

    public required ReadOnlySpan<byte> Stream { get; init; }

    /// <summary>1, 2, 3 … within the stream.</summary>
    public required long Version { get; init; }

    public required Guid Id { get; init; }

    public required ReadOnlySpan<byte> Type { get; init; }

    /// <summary>UTC; microseconds.</summary>
    public required DateTime RecordedAt { get; init; }

    /// <summary>JSON, in any form.</summary>
    public required ReadOnlySpan<byte> Data { get; init; }

    /// <summary>A JSON object in any form, or empty for none.</summary>
    public required ReadOnlySpan<byte> Headers { get; init; }

    public required ReadOnlySpan<byte> CorrelationId { get; init; }

    /// <summary>Whether there is a correlation id: an empty one is not none.</summary>
    public required bool HasCorrelationId { get; init; }

    public required ReadOnlySpan<byte> CausationId { get; init; }

    /// <summary>Whether there is a causation id: an empty one is not none.</summary>
    public required bool HasCausationId { get; init; }
}
