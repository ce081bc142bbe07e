using static PrivacyPlatform.SubProcessors.Disclosures.DisclosureEvent;

namespace PrivacyPlatform.SubProcessors.Disclosures;

public abstract record DisclosureState
{
    private DisclosureState() { }

    public sealed record Unrecorded : DisclosureState;

    public sealed record Recorded(DisclosureRecorded Disclosure) : DisclosureState;

    public static DisclosureState Initial { get; } = new Unrecorded();

    public static DisclosureState Evolve(DisclosureState state, DisclosureEvent @event) => (state, @event) switch
    {
        (Unrecorded, DisclosureRecorded e) => new Recorded(e),
        _ => throw new InvalidOperationException($"({state.GetType().Name}, {@event.GetType().Name}) is not evolved"),
    };
}
