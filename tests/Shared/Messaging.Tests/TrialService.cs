using System.Threading.Channels;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.Messaging.Tests.Trial;
using PrivacyPlatform.Testing.RabbitMq;

namespace PrivacyPlatform.Messaging.Tests;

/// <summary>A service as one is written, with one consumer whose decision the test chooses.</summary>
internal sealed class TrialService : IAsyncDisposable
{
    private readonly IHost host;

    private TrialService(IHost host) => this.host = host;

    public const string Queue = "trial.sample-captured";

    public IServiceProvider Services => host.Services;

    public Decisions Decisions => host.Services.GetRequiredService<Decisions>();

    /// <summary>Starts it and waits until its consumer is connected.</summary>
    /// <param name="senders">Section Bus; without it the user of <paramref name="broker"/> is an operator and speaks for every tenant.</param>
    public static async Task<TrialService> Start(
        Uri broker, Decisions decisions, Action<MessagingPlan>? more = null, IReadOnlyDictionary<string, string?>? senders = null,
        Action<IServiceCollection>? configure = null)
    {
        var self = TestBroker.UserOf(broker);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Configuration.AddInMemoryCollection([new("ConnectionStrings:rabbitmq", broker.ToString())]);
        builder.Configuration.AddInMemoryCollection(
            senders ?? new Dictionary<string, string?>(StringComparer.Ordinal) { [$"Bus:Tenants:{self}:0"] = "*", ["Bus:Operators:0"] = self });
        builder.Services.AddSingleton(decisions);
        builder.Services.AddMessaging(builder.Configuration, bus =>
        {
            bus.Service("trial").Consume<SampleCaptured, SampleCapturedConsumer, SampleCapturedDefinition>();
            more?.Invoke(bus);
        });
        builder.Services.Configure<MassTransit.MassTransitHostOptions>(options => options.WaitUntilStarted = true);
        configure?.Invoke(builder.Services);
        var service = new TrialService(builder.Build());
        await service.host.StartAsync();
        return service;
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }
}

/// <summary>What the consumer was given, and what it shall answer.</summary>
internal sealed class Decisions
{
    private readonly Channel<(SampleCaptured Message, CommandEnvelope Envelope)> taken =
        Channel.CreateUnbounded<(SampleCaptured, CommandEnvelope)>();

    public Func<SampleCaptured, CommandEnvelope, Outcome> Decide { get; set; } = (_, _) => new Outcome.AlreadySo(1);

    public Outcome Take(SampleCaptured message, CommandEnvelope envelope)
    {
        var outcome = Decide(message, envelope);
        taken.Writer.TryWrite((message, envelope));
        return outcome;
    }

    /// <summary>As if nothing had been taken yet.</summary>
    public void Reset()
    {
        Decide = (_, _) => new Outcome.AlreadySo(1);
        while (taken.Reader.TryRead(out _))
        {
        }
    }

    public bool Any => taken.Reader.TryPeek(out _);

    public async Task<(SampleCaptured Message, CommandEnvelope Envelope)> Next()
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return await taken.Reader.ReadAsync(bound.Token);
    }
}

internal sealed class SampleCapturedConsumer(CommandIntake intake, Decisions decisions) : CommandConsumer<SampleCaptured>(intake)
{
    protected override Task<Outcome> Execute(SampleCaptured message, CommandEnvelope envelope, CancellationToken ct) =>
        Task.FromResult(decisions.Take(message, envelope));
}

internal sealed class SampleCapturedDefinition : CommandConsumerDefinition<SampleCapturedConsumer, SampleCaptured>;
