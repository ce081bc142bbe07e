using System.Collections.Concurrent;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using PrivacyPlatform.Consent.V1;
using PrivacyPlatform.Demo;

namespace PrivacyPlatform.Chaos.Tests;

/// <summary>
/// Callers and a product team's publisher, who go on until they are told to stop and repeat each command, with its id, until it is acknowledged.
/// Every command is about another pair of person and purpose, so that each makes exactly one event.
/// </summary>
internal sealed class Load : IAsyncDisposable
{
    private const int Callers = 3;
    private const int PublishedAtOnce = 20;

    private readonly ChaosSystem system;
    private readonly string prefix;
    private readonly Random random;
    private readonly DateTimeOffset occurredAt;
    private readonly HashSet<string> heardBefore;
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentDictionary<Guid, byte> acknowledged = new();
    private readonly Task[] running;
    private int calls;
    private int messages;

    /// <param name="prefix">Of all subject ids.</param>
    /// <param name="random">Makes the command ids.</param>
    public Load(ChaosSystem system, string prefix, Random random)
    {
        (this.system, this.prefix, this.random) = (system, prefix, random);
        heardBefore = [.. system.Heard];
        occurredAt = TimeProvider.System.GetUtcNow().AddDays(-1);
        running = [.. Enumerable.Range(0, Callers).Select(caller => Task.Run(() => CallOn(caller))), Task.Run(PublishOn)];
    }

    /// <summary>Ids of the commands that were answered, or whose message the broker confirmed.</summary>
    public IReadOnlyCollection<Guid> Acknowledged => (IReadOnlyCollection<Guid>)acknowledged.Keys;

    /// <summary>Ids of the announcements that the subscriber received since this began, each once: its effects.</summary>
    public IReadOnlyCollection<string> Effects() => [.. system.Heard.Where(id => !heardBefore.Contains(id))];

    /// <summary>Completes when a caller or the publisher cannot go on, or all were told to stop.</summary>
    public Task Ended => Task.WhenAny(running).Unwrap();

    /// <summary>Returns when everything that was begun is acknowledged.</summary>
    public async Task Stop()
    {
        await stopping.CancelAsync();
        await Task.WhenAll(running);
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // who ended too early was told of before
        stopping.Dispose();
    }

    private static (int Person, string Purpose) Pair(int number) =>
        (number / Catalog.Purposes.Count, Catalog.Purposes[number % Catalog.Purposes.Count].PurposeId);

    private Guid NextId()
    {
        var id = new byte[16];
        lock (random)
        {
            random.NextBytes(id);
        }

        return new Guid(id);
    }

    private async Task CallOn(int caller)
    {
        var headers = new Metadata { { "authorization", $"Bearer {system.Token("emitter")}" } };
        for (var turn = caller; !stopping.IsCancellationRequested; turn++)
        {
            var (person, purpose) = Pair(Interlocked.Increment(ref calls));
            var id = NextId();
            var request = new GrantRequest
            {
                CommandId = id.ToString(),
                SubjectId = $"{prefix}{KillMatrix.Call}{person}",
                PurposeId = purpose,
                OccurredAt = occurredAt.ToTimestamp(),
                Evidence = new Evidence { Notice = Catalog.Notices[0].Notice, Channel = Channel.Web, Language = "en", Producer = "opsduty-web" },
            };
            await Outages.Retry(
                async token =>
                {
                    // Another instance each time, as behind a load balancer.
                    var client = new ConsentService.ConsentServiceClient(system.Instances[turn++ % system.Instances.Count].Channel);
                    await client.GrantAsync(request, headers, TimeProvider.System.GetUtcNow().AddSeconds(20).UtcDateTime, token);
                },
                CancellationToken.None);
            acknowledged.TryAdd(id, 0);
        }
    }

    private async Task PublishOn()
    {
        var team = new ProductTeam(system.Broker, ChaosSystem.Tenant, Catalog.Notices[0].Notice);
        using var interval = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!stopping.IsCancellationRequested)
        {
            var answers = Enumerable.Range(0, PublishedAtOnce).Select(_ =>
            {
                var (person, purpose) = Pair(messages++);
                return new PersonAnswer(NextId(), $"{prefix}{KillMatrix.Message}{person}", purpose, Answer.Granted, occurredAt);
            }).ToList();
            await team.Publish(answers, _ => { }, CancellationToken.None);
            foreach (var answer in answers)
            {
                acknowledged.TryAdd(answer.Id, 0);
            }

            // No faster than they are taken: what waits in the queue would only make each trial longer.
            while (system.Heard.Count - heardBefore.Count < acknowledged.Count - (4 * PublishedAtOnce) && !stopping.IsCancellationRequested)
            {
                await interval.WaitForNextTickAsync(CancellationToken.None);
            }
        }
    }
}
