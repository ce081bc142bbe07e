using System.Text.Json;
using Grpc.Core;
using Grpc.Net.Client;
using Npgsql;
using PrivacyPlatform.Consent.V1;
using RabbitMQ.Client;


namespace PrivacyPlatform.Demo;

/// <summary>The system that <c>./run</c> started from this checkout, as its clients see it.</summary>
public sealed class RunningSystem : IAsyncDisposable
{
    private const string ErrorQueue = "consent.consent-captured_error";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly GrpcChannel channel;
    private readonly Uri operatorBroker;
    private readonly Metadata headers;
    private readonly TimeProvider clock = TimeProvider.System;

    private RunningSystem(JsonElement endpoints, string token, string tenant)
    {
        channel = GrpcChannel.ForAddress(Text(endpoints, "consent", "grpc"));
        Consent = new ConsentService.ConsentServiceClient(channel);
        Store = NpgsqlDataSource.Create(Text(endpoints, "consent-db", "connectionString"));
        ProductTeamBroker = new Uri(Text(endpoints, "opsduty-broker", "connectionString"));
        operatorBroker = new Uri(Text(endpoints, "operator-broker", "connectionString"));
        Tenant = tenant;
        headers = new Metadata { { "authorization", $"Bearer {token}" } };
    }

    /// <summary>The organisation whose people the demo plays.</summary>
    public string Tenant { get; }

    /// <summary>The consent service over gRPC.</summary>
    public ConsentService.ConsentServiceClient Consent { get; }

    /// <summary>The consent service's database, as its owner: for counting beside the service.</summary>
    public NpgsqlDataSource Store { get; }

    /// <summary>The broker, with a product team's rights.</summary>
    public Uri ProductTeamBroker { get; }

    /// <summary>Reads where everything listens.</summary>
    /// <exception cref="DemoFailedException">Nothing runs, or there is no token.</exception>
    public static async Task<RunningSystem> Find(string folder, CancellationToken cancel)
    {
        var file = Path.Combine(folder, "run", "endpoints.json");
        var token = Environment.GetEnvironmentVariable("PRIVACY_TOKEN") is { Length: > 0 } given
            ? given
            : throw new DemoFailedException("PRIVACY_TOKEN is not set; ./run demo sets it.");
        try
        {
            using var document = JsonDocument.Parse(await File.ReadAllTextAsync(file, cancel));
            return new RunningSystem(document.RootElement.Clone(), token, Environment.GetEnvironmentVariable("PRIVACY_TENANT") ?? "opsduty");
        }
        catch (IOException missing)
        {
            throw new DemoFailedException("nothing runs here; ./run demo starts what is missing.", missing);
        }
    }

    /// <summary>What a call carries: who asks, and how long the caller waits.</summary>
    public CallOptions Call(CancellationToken cancel) =>
        new(headers, (clock.GetUtcNow() + Patience).UtcDateTime, cancel);

    /// <summary>Messages that wait in the error queue of the answers.</summary>
    public Task<long> ErrorCount(CancellationToken cancel) => Outages.Retry(
        async token =>
        {
            await using var connection = await new ConnectionFactory { Uri = operatorBroker, ClientProvidedName = "demo operator" }.CreateConnectionAsync(token);
            await using var broker = await connection.CreateChannelAsync(cancellationToken: token);
            return (long)await broker.MessageCountAsync(ErrorQueue, token);
        },
        cancel);

    public async ValueTask DisposeAsync()
    {
        channel.Dispose();
        await Store.DisposeAsync();
    }

    private static string Text(JsonElement endpoints, string resource, string property) =>
        endpoints.TryGetProperty(resource, out var found) && found.TryGetProperty(property, out var value)
            ? value.GetString()!
            : throw new DemoFailedException($"the running system has no {property} of {resource}.");
}
