using System.Text.Json;
using System.Threading.Channels;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.Logging.Abstractions;
using PrivacyPlatform.Feed.V1;
using PrivacyPlatform.Following;

namespace PrivacyPlatform.EndToEnd.Tests;

/// <summary>A product team that comes late to a running service: the past from the feed, the rest from the bus.</summary>
internal sealed class LateTeam : IAsyncDisposable
{
    private static readonly string[] Types =
    [
        "privacyplatform.consent.v1.ConsentGranted", "privacyplatform.consent.v1.ConsentDenied",
        "privacyplatform.consent.v1.ConsentWithdrawn", "privacyplatform.consent.v1.PastAnswerRecorded",
    ];

    private readonly Channel<(string Subject, string Id)> heard = Channel.CreateUnbounded<(string, string)>();
    private readonly CancellationTokenSource stop = new();
    private readonly Metadata credentials;
    private readonly GrpcChannel service;
    private readonly Task run;

    private LateTeam(RunningSystem system, string token)
    {
        credentials = new() { { "authorization", $"Bearer {token}" } };
        service = GrpcChannel.ForAddress(system.Endpoint("consent", "grpc"));
        var broker = new Uri(system.Endpoint("opsduty-broker", "connectionString"));
        run = new FeedThenBus(
            new Subscription(broker, "opsduty.late", "opsduty", Types), Feed, _ => Task.FromResult(credentials),
            new RememberedHere((message, _) =>
            {
                heard.Writer.TryWrite((SubjectOf(message.Body), message.Id));
                return Task.CompletedTask;
            }),
            NullLogger.Instance).Run(stop.Token);
    }

    private FeedService.FeedServiceClient Feed => new(service);

    public static async Task<LateTeam> Begin(RunningSystem system) =>
        new(system, (await system.Succeed("./privacy token --role reader --valid 1h")).Trim());

    /// <summary>When the answers are all given: what it was told, person by person and in order, is what the service has announced from its first day on.</summary>
    public async Task ShouldHaveBeenToldEverything(CancellationToken cancel)
    {
        var announced = new List<(string Subject, string Id)>();
        using var reading = Feed.Read(new ReadRequest { Types_ = { Types }, UntilCaughtUp = true }, credentials, cancellationToken: cancel);
        await foreach (var response in reading.ResponseStream.ReadAllAsync(cancel))
        {
            if (response.Message is { } message)
            {
                announced.Add((SubjectOf(message.Body), response.EventId));
            }
        }

        var told = new List<(string Subject, string Id)>();
        while (told.Count < announced.Count)
        {
            told.Add(await heard.Reader.ReadAsync(cancel));
        }

        told.ToLookup(one => one.Subject, one => one.Id).ShouldAllBe(person => person.SequenceEqual(announced.Where(one => one.Subject == person.Key).Select(one => one.Id)));
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => run);
        service.Dispose();
        stop.Dispose();
    }

    private static string SubjectOf(string body)
    {
        using var message = JsonDocument.Parse(body);
        return message.RootElement.GetProperty("subjectId").GetString()!;
    }
}
