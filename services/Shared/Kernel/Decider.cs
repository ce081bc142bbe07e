namespace PrivacyPlatform.Kernel;

/// <summary>A stream's rules as three pure parts: what may happen, what happened, where it starts.</summary>
public sealed record Decider<TCommand, TState, TEvent>(
    Func<TCommand, TState, Decision<TEvent>> Decide,
    Func<TState, TEvent, TState> Evolve,
    TState Initial)
{
    /// <summary>The state after <paramref name="history"/>, oldest event first.</summary>
    public TState Fold(IEnumerable<TEvent> history) => history.Aggregate(Initial, Evolve);
}
