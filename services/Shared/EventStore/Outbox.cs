using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace PrivacyPlatform.EventStore;

/// <summary>
/// The events that have not been announced yet, for one relay at a time. A row stays until it is confirmed, so an event whose transaction
/// committed late, with a lower sequence than others before it, is found by the next pass.
/// </summary>
public sealed class Outbox([FromKeyedServices(EventStoreRegistration.Relay)] NpgsqlDataSource relay) : IAsyncDisposable
{
    /// <summary>Pending events in order of sequence, which is the order of versions within a stream.</summary>
    /// <param name="limit">At most so many.</param>
    /// <param name="afterSequenceInThisPass">0 begins a pass; the last sequence read pages on within it. Never kept beyond a pass.</param>
    public Task<IReadOnlyList<RecordedEvent>> ReadPending(int limit, long afterSequenceInThisPass, CancellationToken ct) =>
        ReadPending(limit, afterSequenceInThisPass, [], ct);

    /// <inheritdoc cref="ReadPending(int, long, CancellationToken)"/>
    /// <param name="limit">At most so many.</param>
    /// <param name="afterSequenceInThisPass">0 begins a pass; the last sequence read pages on within it.</param>
    /// <param name="inFlight">Sequences that were handed out before and are neither confirmed nor given up: a new pass can begin while they are on their way.</param>
    public Task<IReadOnlyList<RecordedEvent>> ReadPending(
        int limit, long afterSequenceInThisPass, IReadOnlyCollection<long> inFlight, CancellationToken ct) =>
        throw new NotSupportedException(relay.ConnectionString);

    /// <summary>These were announced, the broker said so: they leave the outbox.</summary>
    public Task Confirm(IReadOnlyCollection<long> sequences, CancellationToken ct) =>
        throw new NotSupportedException(relay.ConnectionString);

    /// <summary>
    /// Returns when something was appended, or after <paramref name="atMost"/>, or at once when the connection is new (it may have missed news).
    /// One caller at a time.
    /// </summary>
    public Task WaitForNews(TimeSpan atMost, CancellationToken ct) =>
        throw new NotSupportedException(relay.ConnectionString);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
