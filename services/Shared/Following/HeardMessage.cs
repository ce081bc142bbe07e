namespace PrivacyPlatform.Following;

/// <summary>An announced message, the same whichever way it came.</summary>
/// <param name="Id">The event's id: the same id twice is one event.</param>
/// <param name="Type">The message's full name: <c>privacyplatform.consent.v1.ConsentGranted</c>.</param>
/// <param name="Body">The message as protobuf's JSON.</param>
/// <param name="SchemaVersion">Of the stored event.</param>
/// <param name="CorrelationId">Empty where not known; as the next two.</param>
public sealed record HeardMessage(string Id, string Type, string Body, int SchemaVersion, string CorrelationId, string CausationId, string TraceParent);
