using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace PrivacyPlatform.EventStore;

/// <summary>
/// Wakes whoever waits for something to happen in the database: one connection that listens, for any number of waiters in this process. News are
/// hints: they may come for nothing, and are lost with a connection, so every waiter also looks by itself now and then.
/// </summary>
public sealed class StoreNews([FromKeyedServices(EventStoreRegistration.Relay)] NpgsqlDataSource relay, TimeProvider? time = null) : IAsyncDisposable
{
    private const string AppendedChannel = NewsBell.Channel;
    private const string SequencedChannel = "platform_feed"; // platform.sequence_events
    private const string Everybody = "*";

    private static readonly TimeSpan CheckEvery = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(1);

    private readonly TimeProvider clock = time ?? TimeProvider.System;
    private readonly CancellationTokenSource closing = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> waiting = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private Task? listening;

    /// <summary>Completes when something was appended. Ask before you look, so that what comes meanwhile is not missed.</summary>
    public Task Appended => Next($"{AppendedChannel} {Everybody}");

    /// <summary>Completes when events of any tenant got their places in the feed. Ask before you look.</summary>
    public Task AnythingSequenced => Next($"{SequencedChannel} {Everybody}");

    /// <summary>Completes when events of the tenant got their places in the feed. Ask before you look.</summary>
    public Task Sequenced(string tenant) => Next($"{SequencedChannel} {tenant}");

    /// <summary>Returns when there are news, and in any case after <paramref name="atMost"/>.</summary>
    /// <exception cref="OperationCanceledException">Canceled.</exception>
    public static async Task Wait(Task signal, TimeSpan atMost, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(signal);
        await signal.WaitAsync(atMost, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ct.ThrowIfCancellationRequested();
    }

    public async ValueTask DisposeAsync()
    {
        Task? running;
        lock (gate)
        {
            running = listening;
            listening = Task.CompletedTask;
        }

        await closing.CancelAsync();
        if (running is not null)
        {
            await running;
        }

        closing.Dispose();
    }

    private Task Next(string topic)
    {
        if (listening is null)
        {
            lock (gate)
            {
                listening ??= Task.Run(Listen, CancellationToken.None); // it ends by itself
            }
        }

        return waiting.GetOrAdd(topic, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
    }

    private async Task Listen()
    {
        while (!closing.IsCancellationRequested)
        {
            try
            {
                await using var connection = await relay.OpenConnectionAsync(closing.Token);
                connection.Notification += (_, told) => Tell(told);
                await using (var listen = new NpgsqlCommand($"LISTEN {AppendedChannel}; LISTEN {SequencedChannel}", connection))
                {
                    await listen.ExecuteNonQueryAsync(closing.Token);
                }

                TellEverybody(); // something may have happened while nobody listened
                while (true)
                {
                    if (!await connection.WaitAsync(CheckEvery, closing.Token))
                    {
                        await using var alive = new NpgsqlCommand("SELECT 1", connection) { CommandTimeout = 5 };
                        await alive.ExecuteScalarAsync(closing.Token);
                    }
                }
            }
#pragma warning disable CA1031 // whatever it is, a new connection is the way on; meanwhile the waiters look by themselves
            catch (Exception)
#pragma warning restore CA1031
            {
                await Task.Delay(TryAgainAfter, clock, closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private void Tell(NpgsqlNotificationEventArgs told)
    {
        if (told.Channel == SequencedChannel && told.Payload == Everybody)
        {
            TellEverybody();
            return;
        }

        Tell($"{told.Channel} {Everybody}");
        foreach (var tenant in told.Payload.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            Tell($"{told.Channel} {tenant}");
        }
    }

    private void TellEverybody()
    {
        foreach (var topic in waiting.Keys)
        {
            Tell(topic);
        }
    }

    private void Tell(string topic)
    {
        if (waiting.TryRemove(topic, out var waiter))
        {
            waiter.TrySetResult();
        }
    }
}
