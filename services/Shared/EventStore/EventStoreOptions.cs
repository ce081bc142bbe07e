namespace PrivacyPlatform.EventStore;

public sealed class EventStoreOptions
{
    /// <summary>Npgsql connection string of the service's role.</summary>
    public string Store { get; set; } = "";

    /// <summary>Npgsql connection string of the relay's role.</summary>
    public string StoreRelay { get; set; } = "";

    /// <summary>How long the id of a command is remembered; seven days at least. For longer than any producer or broker sends a message again.</summary>
    public TimeSpan KeepCommands { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How commands are grouped, and how many may wait.</summary>
    public GroupingOptions Grouping { get; set; } = new();
}
