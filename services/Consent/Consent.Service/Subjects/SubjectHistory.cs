using PrivacyPlatform.Consent.Subjects;
using PrivacyPlatform.EventStore;

namespace PrivacyPlatform.Consent.Service.Subjects;

/// <summary>What is known of a person at a point, folded from the events, and which event each answer comes from.</summary>
internal sealed class SubjectHistory(StreamReader streams)
{
    public async Task<KnownSubject> At(string tenant, string subjectId, AsOf? asOf, CancellationToken ct)
    {
        var (state, version) = (SubjectState.Initial, 0L);
        var sources = new Dictionary<(string PurposeId, Answer Answer, DateTimeOffset OccurredAt), RecordedEvent>();
        await foreach (var recorded in streams.Read(tenant, SubjectModule.Stream.IdOf(subjectId), asOf, ct))
        {
            var happened = SubjectModule.Events.Read(recorded);
            state = SubjectState.Evolve(state, happened);
            version = recorded.Version;
            if (happened is SubjectEvent.Answered answered)
            {
                sources[(answered.PurposeId, answered.ToAnswer(), answered.OccurredAt)] = recorded;
            }
        }

        return new KnownSubject(state, version, sources);
    }
}

/// <summary>A person's answers at a point.</summary>
/// <param name="Version">Of the last event that was seen; 0: nothing is known.</param>
internal sealed record KnownSubject(
    SubjectState State, long Version, IReadOnlyDictionary<(string PurposeId, Answer Answer, DateTimeOffset OccurredAt), RecordedEvent> Sources)
{
    /// <summary>The answer that holds and its event; null: not asked.</summary>
    public (GivenAnswer Given, RecordedEvent Source)? Last(string purposeId) =>
        State.Last(purposeId) is { } given ? (given, Sources[(purposeId, given.Answer, given.OccurredAt)]) : null;
}
