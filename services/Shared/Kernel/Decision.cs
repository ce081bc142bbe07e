namespace PrivacyPlatform.Kernel;

/// <summary>What a command led to: new events (none means "already so"), or a refusal with its reason.</summary>
public abstract record Decision<TEvent>
{
    private Decision() { }

    public sealed record Accepted(IReadOnlyList<TEvent> Events) : Decision<TEvent>;

    public sealed record Refused(Refusal Refusal) : Decision<TEvent>;

    public static implicit operator Decision<TEvent>(TEvent @event) => new Accepted([@event]);

    public static implicit operator Decision<TEvent>(Refusal refusal) => new Refused(refusal);

    public static Decision<TEvent> Nothing { get; } = new Accepted([]);
}

/// <summary>An expected "no".</summary>
/// <param name="Code">Stable and part of the API: <c>consent.purpose_unknown</c>.</param>
/// <param name="Message">For people; says which rule refused, never who was concerned.</param>
/// <param name="Field">The field of the request that the rule is about, in the contract's spelling; null when no single field is.</param>
public sealed record Refusal(string Code, string Message, string? Field = null);
