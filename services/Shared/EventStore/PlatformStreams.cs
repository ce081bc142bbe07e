namespace PrivacyPlatform.EventStore;

/// <summary>Kinds of streams that every service has, beside its own.</summary>
public static class PlatformStreams
{
    /// <summary>Who looked at what: no projection of a service's own streams takes them in.</summary>
    public const string Reads = "reads";
}
