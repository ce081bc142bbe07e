using PrivacyPlatform.EventStore;
using PrivacyPlatform.Kernel;

namespace PrivacyPlatform.PersonalData;

/// <summary>The life of one erasure. Stream: <c>erasure-{erasure id}</c>, in the owning service's event store. No personal data.</summary>
public abstract record ErasureEvent
{
    /// <summary>Stored name of <see cref="SubjectErasureOrdered"/>.</summary>
    public const string OrderedName = "subject_erasure_ordered";

    /// <summary>Stored name of <see cref="SubjectShredded"/>.</summary>
    public const string ShreddedName = "subject_shredded";

    private ErasureEvent() { }

    /// <summary>Written before anything is destroyed.</summary>
    public sealed record SubjectErasureOrdered(ErasureOrder Order) : ErasureEvent;

    /// <summary>The keys are destroyed.</summary>
    public sealed record SubjectShredded(ErasureCertificate Certificate) : ErasureEvent;

    /// <summary>Stored names. Neither is announced: each service says what became of its own requests in its own words.</summary>
    public static EventTypes<ErasureEvent> Types { get; } = new EventTypes<ErasureEvent>()
        .Map<SubjectErasureOrdered>(OrderedName)
        .Map<SubjectShredded>(ShreddedName);

    internal static StreamType<ErasureCommand, ErasureState, ErasureEvent> Stream { get; } = new("erasure", ErasureDecider.Decider, Types);
}

internal abstract record ErasureCommand
{
    public sealed record Order(ErasureOrder What) : ErasureCommand;

    public sealed record Record(ErasureCertificate Certificate) : ErasureCommand;
}

internal abstract record ErasureState
{
    public sealed record Unknown : ErasureState;

    public sealed record Ordered(ErasureOrder Order) : ErasureState;

    public sealed record Shredded(ErasureOrder Order, ErasureCertificate Certificate) : ErasureState;
}

internal static class ErasureDecider
{
    public static Decider<ErasureCommand, ErasureState, ErasureEvent> Decider { get; } = new(Decide, Evolve, new ErasureState.Unknown());

    private static Decision<ErasureEvent> Decide(ErasureCommand command, ErasureState state) => (command, state) switch
    {
        (ErasureCommand.Order(var order), ErasureState.Unknown) => new ErasureEvent.SubjectErasureOrdered(order),
        (ErasureCommand.Order, _) => Decision<ErasureEvent>.Nothing,
        (ErasureCommand.Record, ErasureState.Unknown) =>
            new Refusal("erasure.not_ordered", "An erasure is ordered before it is recorded as done."),
        (ErasureCommand.Record(var certificate), ErasureState.Ordered) => new ErasureEvent.SubjectShredded(certificate),
        _ => Decision<ErasureEvent>.Nothing,
    };

    private static ErasureState Evolve(ErasureState state, ErasureEvent @event) => (state, @event) switch
    {
        (_, ErasureEvent.SubjectErasureOrdered(var order)) => new ErasureState.Ordered(order),
        (ErasureState.Ordered(var order), ErasureEvent.SubjectShredded(var certificate)) => new ErasureState.Shredded(order, certificate),
        _ => throw new InvalidOperationException($"{@event.GetType().Name} cannot follow {state.GetType().Name}."),
    };
}
