using PrivacyPlatform.Kernel;

namespace PrivacyPlatform.EventStore;

/// <summary>What the store must know of one kind of stream. Its states are values: they are kept, and folded on from, so that evolving one must not change it.</summary>
/// <param name="Name">Stored as the stream's type and as the prefix of its id: <c>subject</c>.</param>
/// <param name="ReadModel">Written in the append's own transaction, so that it is never behind.</param>
public sealed record StreamType<TCommand, TState, TEvent>(
    string Name,
    Decider<TCommand, TState, TEvent> Decider,
    EventTypes<TEvent> Events,
    IInlineProjection<TState, TEvent>? ReadModel = null)
{
    /// <summary>The stream's id: <c>subject-4711</c>.</summary>
    public string IdOf(string key) => $"{Name}-{key}";
}
