using Npgsql;

namespace PrivacyPlatform.EventStore;

/// <summary>
/// Load, fold, decide, append: one command on one stream. Commands that are under way at the same time share round trips and commits; each has an
/// outcome of its own. A command that comes alone waits for nobody.
/// </summary>
public sealed class CommandExecutor : IAsyncDisposable
{
    private readonly CommandQueue queue;
    private readonly NewsBell news;

    /// <param name="store">As the service's role, made by <see cref="EventStoreRegistration.ServiceDataSource"/>.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="clock">Null for the system's.</param>
    public CommandExecutor(NpgsqlDataSource store, GroupingOptions? options = null, TimeProvider? clock = null)
    {
        options ??= new();
        clock ??= TimeProvider.System;
        news = new(store, options.NewsInterval, clock);
        queue = new(new CommandGroup(store, new(options.KeptStates), news).Run, options, clock);
    }

    /// <summary>
    /// Decides <paramref name="command"/> on the stream's present state and stores events, read model, inbox and outbox in one transaction.
    /// A concurrent append is decided again; a command id that was decided before gives its first outcome.
    /// </summary>
    /// <param name="ct">Takes a command back that waits for its turn. One that has begun may be recorded all the same: repeat it with the same id to know.</param>
    /// <exception cref="ConcurrencyException">Others kept winning; transient.</exception>
    /// <exception cref="OverloadedException">Too many wait, or it waited too long; transient, nothing was begun.</exception>
    /// <exception cref="CommandIdReusedException">The command id stands for a command on another stream.</exception>
    /// <exception cref="UnknownEventException">The stream has an event that this code does not know; nothing was decided.</exception>
    /// <exception cref="NpgsqlException">The database cannot be reached, or the commit's outcome was lost: repeat with the same command id.</exception>
    public async Task<Outcome> Execute<TCommand, TState, TEvent>(
        StreamType<TCommand, TState, TEvent> type, string key, TCommand command, CommandEnvelope envelope, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        ct.ThrowIfCancellationRequested();
        using var activity = Telemetry.Source.StartActivity($"append {type.Name}");
        var queued = new QueuedCommand<TCommand, TState, TEvent>(type, key, command, CommandEnvelope.Checked(envelope), Telemetry.TraceParent);
        queue.Submit(queued);
        await using var cancel = ct.UnsafeRegister(static (command, ct) => ((QueuedCommand)command!).Cancel(ct), queued);
        var outcome = await queued.Outcome;
        activity?.SetTag("privacyplatform.outcome", outcome.GetType().Name);
        return outcome;
    }

    /// <summary>Takes no more commands, and returns when those under way have their outcomes.</summary>
    public async ValueTask DisposeAsync()
    {
        await queue.DisposeAsync();
        await news.DisposeAsync();
    }
}
