namespace PrivacyPlatform.SubProcessors.Transfers;

/// <summary>What happens to data at a place.</summary>
public enum LocationUse
{
    /// <summary>The source names the place and does not tell.</summary>
    Unknown = 1,

    Storage = 2,

    /// <summary>Looked at from there, without being stored there. A transfer all the same.</summary>
    Access = 3,

    /// <summary>Cached or passing through.</summary>
    Transient = 4,
}

public sealed record Location(Place Place, LocationUse Use);
