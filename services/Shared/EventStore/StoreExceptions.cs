namespace PrivacyPlatform.EventStore;

/// <summary>An event that this code does not know: whoever reads must stop, visibly, and never skip it.</summary>
public sealed class UnknownEventException(string type, int? schemaVersion)
    : Exception(schemaVersion is null ? $"The event class '{type}' is not mapped." : $"The event type '{type}' in schema version {schemaVersion} is not mapped.")
{
    public string Type { get; } = type;

    /// <summary>Null when the event was to be written.</summary>
    public int? SchemaVersion { get; } = schemaVersion;
}

/// <summary>A known event whose data does not have exactly the members of its type. Says where, never what: data may be personal.</summary>
public sealed class UnreadableEventException(string type, int schemaVersion, string? path)
    : Exception($"The data of an event of type '{type}' in schema version {schemaVersion} does not fit at '{path}'.")
{
    public string Type { get; } = type;

    public int SchemaVersion { get; } = schemaVersion;
}

/// <summary>Others kept writing to the stream, or it is not at the expected version. Nothing was stored; transient: the same command can be tried again.</summary>
public sealed class ConcurrencyException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>A command id that was decided on one stream came again for another: a fault of the caller, since one id stands for one command.</summary>
public sealed class CommandIdReusedException(Guid commandId)
    : Exception($"The command id {commandId} was used before for another stream.")
{
    public Guid CommandId { get; } = commandId;
}

/// <summary>More commands come than the store can take: this one was not begun and nothing was stored. Transient: send it again, later.</summary>
public sealed class OverloadedException(string message, TimeSpan retryAfter) : Exception(message)
{
    public const string Code = "store.overloaded";

    /// <summary>After how long it makes sense to try again.</summary>
    public TimeSpan RetryAfter { get; } = retryAfter;
}
