using Aspire.Hosting.Local;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.Testing.RabbitMq;
using RabbitMQ.Client;

namespace PrivacyPlatform.Messaging.Tests;

/// <summary>The broker goes away under load and comes back: consumers and relay find it again by themselves, and the counts agree.</summary>
public sealed class BrokerRestartTests(RelayFixture trial) : IClassFixture<RelayFixture>, IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("privacyplatform-tests-").FullName;
    private LocalRabbitMq broker = null!;

    public async ValueTask InitializeAsync() => broker = await LocalRabbitMq.Start(folder);

    public async ValueTask DisposeAsync()
    {
        await trial.StopServices();
        await broker.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_broker_that_stops_and_starts_costs_no_message_either_way()
    {
        var decisions = new Decisions();
        var taken = new HashSet<Guid>();
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var some = new SemaphoreSlim(0);
        decisions.Decide = (_, envelope) =>
        {
            lock (taken)
            {
                taken.Add(envelope.CommandId);
                if (taken.Count == 50)
                {
                    some.Release();
                }

                if (taken.Count == 1000)
                {
                    all.TrySetResult();
                }
            }

            return new Outcome.AlreadySo(1);
        };
        await using var service = await TrialService.Start(broker.AdministratorUri, decisions);
        await trial.StartService(broker.AdministratorUri);
        await Publish(first: 1, last: 800);
        await trial.Append("restart-1", events: 300);

        (await some.WaitAsync(TimeSpan.FromSeconds(30))).ShouldBeTrue();
        await broker.Stop();
        await trial.Append("restart-1", events: 300);
        await broker.Start();
        await Publish(first: 801, last: 1000);

        await all.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await trial.OutboxIsEmpty();
    }

    [Fact]
    public async Task Consumers_that_wait_for_their_next_attempt_are_started_as_soon_as_the_broker_answers()
    {
        var decisions = new Decisions();
        var taken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        decisions.Decide = (_, _) =>
        {
            taken.TrySetResult();
            return new Outcome.AlreadySo(1);
        };
        await using var service = await TrialService.Start(broker.AdministratorUri, decisions, configure: services => services.Configure<ConsumerWatchdogOptions>(options =>
            (options.Glance, options.Patience) = (TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(3))));

        await broker.Stop();
        await broker.Start();
        await Publish(first: 2001, last: 2001);

        await taken.Task.WaitAsync(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task A_message_waits_in_its_place_while_the_store_is_not_accepted()
    {
        var gate = new StoreGate(open: false);
        var taken = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var decisions = new Decisions();
        decisions.Decide = (_, _) =>
        {
            taken.TrySetResult(gate.IsOpen);
            return new Outcome.AlreadySo(1);
        };
        await using var service = await TrialService.Start(broker.AdministratorUri, decisions, configure: services => services.Replace(ServiceDescriptor.Singleton(gate)));
        await Publish(first: 3001, last: 3001);
        await Delivered();
        taken.Task.IsCompleted.ShouldBeFalse();

        gate.Open();

        (await taken.Task.WaitAsync(TimeSpan.FromSeconds(60))).ShouldBeTrue();
    }

    /// <summary>The consumer has a message and has not acknowledged it.</summary>
    private async Task Delivered()
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var interval = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!(await broker.Control("list_queues", "name", "messages_unacknowledged")).Contains($"{TrialService.Queue}	1", StringComparison.Ordinal))
        {
            await interval.WaitForNextTickAsync(bound.Token);
        }
    }

    private async Task Publish(int first, int last)
    {
        await using var connection = await new ConnectionFactory { Uri = broker.AdministratorUri, AutomaticRecoveryEnabled = false }.CreateConnectionAsync();
        await using var producer = new ForeignProducer(connection, await connection.CreateChannelAsync(new CreateChannelOptions(true, true)), TestBroker.UserOf(broker.AdministratorUri));
        for (var message = first; message <= last; message++)
        {
            await producer.Publish("""{"subjectId":"s-1"}""", ForeignProducer.Properties($"0199aaaa-0000-7000-8000-{message:D12}"));
        }
    }
}
