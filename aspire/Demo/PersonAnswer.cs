using PrivacyPlatform.Consent.V1;

namespace PrivacyPlatform.Demo;

/// <summary>One answer of one person about one purpose, as a product team would announce it.</summary>
/// <param name="Id">The message's id: the same id twice is one answer.</param>
/// <param name="OccurredAt">When the person answered, UTC. Unique for each (subject, purpose) of a run.</param>
public sealed record PersonAnswer(Guid Id, string Subject, string Purpose, Answer Answer, DateTimeOffset OccurredAt);
