using System.Text.Json;
using PrivacyPlatform.Kernel;
using Shouldly;

namespace PrivacyPlatform.Testing;

/// <summary>Given what happened, when a command arrives, then these events, a refusal, or nothing.</summary>
public sealed class DeciderSpec<TCommand, TState, TEvent>(Decider<TCommand, TState, TEvent> decider)
    where TEvent : notnull
{
    private TState state = decider.Initial;
    private Decision<TEvent>? decision;

    public DeciderSpec<TCommand, TState, TEvent> Given(params TEvent[] history)
    {
        state = decider.Fold(history);
        return this;
    }

    public DeciderSpec<TCommand, TState, TEvent> When(TCommand command)
    {
        decision = decider.Decide(command, state);
        return this;
    }

    /// <summary>Exactly these events, in this order. Compared by type and content, so that a list inside an event compares by its items.</summary>
    public void Then(params TEvent[] expected) =>
        decision.ShouldBeOfType<Decision<TEvent>.Accepted>().Events.Select(Content).ShouldBe(expected.Select(Content));

    public void ThenNothing() => Then();

    /// <summary>Refused, with this code; <paramref name="field"/>, where given, is the field that the refusal names.</summary>
    public void ThenRefused(string code, string? field = null)
    {
        var refusal = decision.ShouldBeOfType<Decision<TEvent>.Refused>().Refusal;
        refusal.Code.ShouldBe(code);
        if (field is not null)
        {
            refusal.Field.ShouldBe(field);
        }
    }

    private static string Content(TEvent @event) => $"{@event.GetType().Name} {JsonSerializer.Serialize(@event, @event.GetType())}";
}
