namespace PrivacyPlatform.EventStore;

/// <summary>An event ready to be stored.</summary>
public sealed record EventData(string Type, int SchemaVersion, string Json);

/// <summary>Events for one stream, at the version that they were decided on.</summary>
/// <param name="StreamType">The name of the stream's type.</param>
/// <param name="Stream">The stream's id.</param>
/// <param name="ExpectedVersion">0 for a stream that is not there yet.</param>
/// <param name="Events">At least one.</param>
public sealed record StreamAppend(string StreamType, string Stream, long ExpectedVersion, IReadOnlyList<EventData> Events);

/// <summary>What an append of one or several streams came to.</summary>
/// <param name="EventIds">In the order given.</param>
/// <param name="Versions">Each stream's version after the append.</param>
/// <param name="Repeated">The command id was appended before; these are its first results.</param>
public sealed record Appended(IReadOnlyList<Guid> EventIds, IReadOnlyDictionary<string, long> Versions, bool Repeated);
