namespace PrivacyPlatform.EventStore;

/// <summary>A read model that is written in the same transaction as the events.</summary>
public interface IInlineProjection<TState, TEvent>
{
    /// <summary>For operators: raised when the same events would give other rows, so that it is written anew after the upgrade.</summary>
    int Version => 1;

    /// <summary>
    /// Adds the SQL for these new events. Called again with other events when a concurrent append wins, so it must do nothing but add writes.
    /// </summary>
    /// <param name="stateAfter">The state with all of <paramref name="events"/> folded in.</param>
    /// <param name="events">Oldest first; <see cref="RecordedEvent.Sequence"/> is 0 here, since it is allocated by the insert.</param>
    void Project(ReadModelWrites writes, string tenant, string key, TState stateAfter, IReadOnlyList<(TEvent Event, RecordedEvent Recorded)> events);
}
