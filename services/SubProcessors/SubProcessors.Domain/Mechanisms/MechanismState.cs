using PrivacyPlatform.SubProcessors.Transfers;
using static PrivacyPlatform.SubProcessors.Mechanisms.MechanismEvent;

namespace PrivacyPlatform.SubProcessors.Mechanisms;

public abstract record MechanismState
{
    private MechanismState() { }

    /// <summary>The tenant recorded nothing of it; the data file may have it.</summary>
    public sealed record NothingRecorded : MechanismState;

    /// <param name="Defined">Null: it is one of the data file.</param>
    /// <param name="InvalidFrom">Null: it was not invalidated.</param>
    /// <param name="Reason">Of the invalidation.</param>
    public sealed record Recorded(TransferMechanism? Defined, DateOnly? InvalidFrom, string? Reason) : MechanismState;

    public static MechanismState Initial { get; } = new NothingRecorded();

    public static MechanismState Evolve(MechanismState state, MechanismEvent @event)
    {
        var known = state as Recorded ?? new Recorded(null, null, null);
        return @event switch
        {
            MechanismDefined e => known with
            {
                Defined = new TransferMechanism(e.MechanismId, e.Kind, e.Title, e.Regimes, e.From, e.Until, ClosedToNewFrom: null, e.Places, e.NeedsCertification),
            },
            TransferMechanismInvalidated e => known with { InvalidFrom = e.From, Reason = e.Reason },
            _ => throw new InvalidOperationException($"{@event.GetType().Name} is not evolved"),
        };
    }
}
