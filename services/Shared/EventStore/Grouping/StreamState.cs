namespace PrivacyPlatform.EventStore;

/// <summary>One stream as one stream type sees it: another type over the same stream folds another state.</summary>
internal readonly record struct StreamKey(string Tenant, string Stream, object Type);

/// <param name="State">Of the type that the stream's decider folds.</param>
/// <param name="Weight">Characters of JSON that were folded in: a measure of what the state may hold on to.</param>
internal sealed record StreamState(object? State, long Version, long Weight);
