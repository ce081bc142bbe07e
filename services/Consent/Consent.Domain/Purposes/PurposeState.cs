using static PrivacyPlatform.Consent.Purposes.PurposeEvent;

namespace PrivacyPlatform.Consent.Purposes;

/// <summary>What is known of one purpose.</summary>
public abstract record PurposeState
{
    private PurposeState() { }

    public sealed record NotDefined : PurposeState;

    public sealed record Defined(Purpose Purpose) : PurposeState;

    public static PurposeState Initial { get; } = new NotDefined();

    public static PurposeState Evolve(PurposeState state, PurposeEvent @event) => @event switch
    {
        PurposeDefined e => new Defined(new Purpose(e.PurposeId, e.LegalBasis, e.DataCategories, e.Role, e.Title)),
        _ => throw new InvalidOperationException($"{@event.GetType().Name} is not evolved"),
    };
}
