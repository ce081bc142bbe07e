using PrivacyPlatform.Kernel;

namespace PrivacyPlatform.EventStore;

/// <summary>A command on its way through queue and group, whatever its types.</summary>
internal abstract class QueuedCommand(CommandEnvelope envelope, string stream, object type)
{
    private const int Waiting = 0;
    private const int Begun = 1;
    private const int GivenUp = 2;

    private readonly TaskCompletionSource<Outcome> outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int phase = Waiting;

    /// <summary>Checked.</summary>
    public CommandEnvelope Envelope { get; } = envelope;

    public StreamKey Stream { get; } = new(envelope.Tenant, stream, type);

    public Task<Outcome> Outcome => outcome.Task;

    /// <summary>Timestamp of the queue's clock.</summary>
    public long Since { get; set; }

    /// <summary>How often it met a concurrent append.</summary>
    public int Conflicts { get; set; }

    /// <summary>Its event id was met but no inbox row: the events themselves say what it came to.</summary>
    public bool WithoutInbox { get; set; }

    /// <summary>It has its outcome or exception; a group has no more to do with it.</summary>
    public bool Ended { get; private set; }

    public bool IsWaiting => Volatile.Read(ref phase) == Waiting;

    public abstract StreamState Nothing { get; }

    public bool TryBegin() => Interlocked.CompareExchange(ref phase, Begun, Waiting) == Waiting;

    /// <summary>While it waits, it is never begun. Once it has begun only the caller's wait ends: it may still be recorded.</summary>
    public void Cancel(CancellationToken ct)
    {
        Interlocked.CompareExchange(ref phase, GivenUp, Waiting);
        outcome.TrySetCanceled(ct);
    }

    public bool TryRefuse(OverloadedException overloaded) =>
        Interlocked.CompareExchange(ref phase, GivenUp, Waiting) == Waiting && outcome.TrySetException(overloaded);

    public void End(Outcome with)
    {
        Ended = true;
        outcome.TrySetResult(with);
    }

    public void Fail(Exception with)
    {
        Ended = true;
        outcome.TrySetException(with);
    }

    public abstract StreamState Fold(StreamState state, RecordedEvent recorded);

    /// <exception cref="Exception">Whatever rules or projection throw: it concerns this command alone.</exception>
    public abstract (Outcome Outcome, PreparedAppend? Append, StreamState After) Decide(StreamState on);
}

internal sealed class QueuedCommand<TCommand, TState, TEvent>(
    StreamType<TCommand, TState, TEvent> type, string key, TCommand command, CommandEnvelope envelope, string? traceParent)
    : QueuedCommand(envelope, type.IdOf(key), type)
{
    public override StreamState Nothing => new(type.Decider.Initial, 0, 0);

    public override StreamState Fold(StreamState state, RecordedEvent recorded) => new(
        type.Decider.Evolve((TState)state.State!, type.Events.Read(recorded)), recorded.Version, state.Weight + recorded.Data.Length);

    public override (Outcome Outcome, PreparedAppend? Append, StreamState After) Decide(StreamState on)
    {
        var state = (TState)on.State!;
        var decision = type.Decider.Decide(command, state);
        if (decision is Decision<TEvent>.Refused refused)
        {
            return (new Outcome.Refused(refused.Refusal), null, on);
        }

        var events = ((Decision<TEvent>.Accepted)decision).Events;
        var data = new List<EventData>(events.Count);
        var weight = on.Weight;
        foreach (var decided in events)
        {
            var (name, schemaVersion, json) = type.Events.Write(decided);
            data.Add(new(name, schemaVersion, json));
            weight += json.Length;
        }

        var append = PreparedAppend.Of([new(type.Name, Stream.Stream, on.Version, data)], Envelope, traceParent);
        if (events.Count == 0)
        {
            return (new Outcome.AlreadySo(on.Version), append, on);
        }

        var after = new StreamState(events.Aggregate(state, type.Decider.Evolve), on.Version + events.Count, weight);
        type.ReadModel?.Project(append.ReadModel, Envelope.Tenant, key, (TState)after.State!, [.. events.Zip(append.Events)]);
        return (new Outcome.Recorded([.. append.Events.Select(recorded => recorded.Id)], after.Version), append, after);
    }
}
