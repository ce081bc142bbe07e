using PrivacyPlatform.EventStore;

namespace PrivacyPlatform.PersonalData;

/// <summary>
/// Refuses, in the append's own transaction, an event whose sealed values were sealed for another event, field or stream:
/// stored, they could never be read. Wraps the stream's read model, where it has one.
/// </summary>
public sealed class SealedPlacement<TState, TEvent>(IInlineProjection<TState, TEvent>? readModel = null) : IInlineProjection<TState, TEvent>
{
    public int Version => readModel?.Version ?? 1;

    /// <exception cref="SealedValueException">A value stands where it was not sealed for; nothing is stored.</exception>
    public void Project(
        ReadModelWrites writes, string tenant, string key, TState stateAfter, IReadOnlyList<(TEvent Event, RecordedEvent Recorded)> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        foreach (var (_, recorded) in events)
        {
            SealedPlacement.Check(recorded);
        }

        readModel?.Project(writes, tenant, key, stateAfter, events);
    }
}

/// <summary>The check by itself; needs no key, so that an offline verifier can make it, also after an erasure.</summary>
public static class SealedPlacement
{
    /// <exception cref="SealedValueException">A value stands where it was not sealed for.</exception>
    public static void Check(RecordedEvent recorded)
    {
        ArgumentNullException.ThrowIfNull(recorded);
        foreach (var (field, value) in SealedFields.In(recorded.Data))
        {
            Check(SealedPlace.In(recorded, field), value);
        }
    }

    internal static void Check(SealedPlace place, SealedValue value)
    {
        if (place.Mark(value.KeyId) != value.Place)
        {
            throw SealedValueException.Misplaced(place.Field);
        }
    }
}
