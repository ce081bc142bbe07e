namespace PrivacyPlatform.EventStore;

/// <summary>A service keeps the defaults; tests make them smaller.</summary>
public sealed class ProjectionOptions
{
    /// <summary>Most events that a live projection takes in in one transaction.</summary>
    public int Page { get; set; } = 500;

    /// <summary>The same of one that is built beside it; the next page is read meanwhile, so two are in memory.</summary>
    public int RebuildPage { get; set; } = 5000;

    /// <summary>Without news, how long until the next look.</summary>
    public TimeSpan Idle { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often an instance that does not lead asks again.</summary>
    public TimeSpan Standby { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long to wait before an event that could not be taken in is tried again; an instance with other code may lead meanwhile.</summary>
    public TimeSpan Stopped { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>After how long without a step, although there is something newer, health says so.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(30);
}
