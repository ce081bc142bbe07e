using Microsoft.Extensions.DependencyInjection;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.Messaging.Tests.Trial;
using PrivacyPlatform.Testing.RabbitMq;
using RabbitMQ.Client.Events;

namespace PrivacyPlatform.Messaging.Tests;

public sealed class RelayTests(RelayFixture trial) : IClassFixture<RelayFixture>, IAsyncDisposable
{
    public async ValueTask DisposeAsync() => await trial.StopServices();

    [Fact]
    public async Task An_announcement_carries_what_the_contract_says()
    {
        await using var subscriber = await Deliveries.OfExchange(trial.Broker, RelayFixture.Exchange);
        await trial.StartService();

        await trial.Append("carried-1", correlation: "order-7");

        var announced = await subscriber.Next();
        Message(announced).ShouldBe(new SampleRecorded { SubjectId = "carried-1", Version = 1, Categories = { "acme" } });
        var properties = announced.BasicProperties;
        properties.MessageId.ShouldBe(EventId.Of("acme", trial.LastCommand.Id, 0).ToString());
        properties.Type.ShouldBe(RelayFixture.Exchange);
        properties.ContentType.ShouldBe("application/json");
        properties.Persistent.ShouldBeTrue();
        properties.CorrelationId.ShouldBe("order-7");
        properties.Timestamp.UnixTime.ShouldBe(trial.LastCommand.RecordedAt.ToUnixTimeSeconds());
        WireHeaders.Text(properties, "tenant").ShouldBe("acme");
        WireHeaders.Text(properties, "causation-id").ShouldBe("cause-1");
        properties.Headers!["schema-version"].ShouldBe(1);
        await trial.OutboxIsEmpty();
    }

    [Fact]
    public async Task Nothing_is_announced_from_a_store_that_is_not_accepted()
    {
        await using var subscriber = await Deliveries.OfExchange(trial.Broker, RelayFixture.Exchange);
        var service = await trial.StartService();
        await trial.Append("accepted-1");
        await subscriber.Next();

        var gate = service.GetRequiredService<StoreGate>();
        gate.Close("a test says so");
        await trial.Until(() => service.GetRequiredService<RelayStatus>().Report is { State: RelayState.Stopped, Reason: "a test says so" });
        await trial.Append("accepted-1");
        gate.Open();

        (await subscriber.Next()).BasicProperties.MessageId.ShouldBe(EventId.Of("acme", trial.LastCommand.Id, 0).ToString());
        await trial.OutboxIsEmpty();
    }

    [Fact]
    public async Task Every_event_is_announced_once_in_the_order_of_its_stream()
    {
        await using var subscriber = await Deliveries.OfExchange(trial.Broker, RelayFixture.Exchange);
        await AppendMany("many");

        await trial.StartService();

        var seen = await Collect(subscriber, 1200);
        foreach (var stream in seen.GroupBy(message => message.SubjectId))
        {
            stream.Select(message => message.Version).ShouldBe(Enumerable.Range(1, 60).Select(version => (long)version), stream.Key);
        }

        await trial.OutboxIsEmpty();
        subscriber.Any.ShouldBeFalse();
    }

    [Fact]
    public async Task Nothing_is_lost_and_order_is_kept_when_the_connection_is_cut_in_the_middle_of_a_window()
    {
        await using var subscriber = await Deliveries.OfExchange(trial.Broker, RelayFixture.Exchange);
        await using var cut = new TcpCut(trial.Broker.Administrator, afterBytes: 150_000);
        await AppendMany("cut");

        await trial.StartService(cut.Uri);

        await trial.OutboxIsEmpty();
        cut.Cuts.ShouldBe(1);
        var first = new Dictionary<string, long>(StringComparer.Ordinal);
        while (first.Count < 20 || first.Values.Any(version => version < 60))
        {
            var message = Message(await subscriber.Next());
            var known = first.GetValueOrDefault(message.SubjectId);
            message.Version.ShouldBeLessThanOrEqualTo(known + 1, "a version before the one ahead of it");
            first[message.SubjectId] = Math.Max(known, message.Version);
        }
    }

    [Fact]
    public async Task Two_instances_one_relays_and_the_other_takes_over()
    {
        var one = await trial.StartService();
        await trial.Until(() => State(one) is RelayState.Leading);
        var other = await trial.StartService();
        await trial.Until(() => State(other) is RelayState.Standby);

        await trial.StopService(one);

        await trial.Until(() => State(other) is RelayState.Leading);
        await trial.Append("takeover-1");
        await trial.OutboxIsEmpty();
    }

    [Fact]
    public async Task An_event_that_the_map_does_not_know_stops_the_relay_and_is_not_skipped()
    {
        await using var subscriber = await Deliveries.OfExchange(trial.Broker, RelayFixture.Exchange);
        await trial.Append("unknown-1");
        await trial.Append("unknown-1", "trial_added_later");
        await trial.Append("unknown-2");

        var old = await trial.StartService();

        await trial.Until(() => State(old) is RelayState.Stopped);
        old.GetRequiredService<RelayStatus>().Report.Reason.ShouldContain("trial_added_later");
        Message(await subscriber.Next()).SubjectId.ShouldBe("unknown-1");
        await trial.Until("(SELECT count(*) = 2 FROM platform.outbox)");

        await trial.StartService(map: new AnnouncementMap()
            .Announce("trial_recorded", recorded => new SampleRecorded { SubjectId = recorded.Stream })
            .NotAnnounced("trial_added_later", "Known now."));
        Message(await subscriber.Next()).SubjectId.ShouldBe("unknown-2");
        await trial.OutboxIsEmpty();
    }

    [Fact]
    public async Task What_nobody_listens_to_and_what_is_not_announced_leaves_the_outbox()
    {
        await trial.StartService();

        await trial.Append("silent-1");
        await trial.Append("silent-1", "trial_noted");

        await trial.OutboxIsEmpty();
    }

    [Fact]
    public async Task An_exchange_that_somebody_removed_is_declared_again_and_the_event_announced()
    {
        await using var subscriber = await Deliveries.OfExchange(trial.Broker, RelayFixture.Exchange);
        var service = await trial.StartService();
        await trial.Until(() => State(service) is RelayState.Leading);
        await trial.Append("removed-1");
        await subscriber.Next();
        await using (var connection = await trial.Broker.Connect())
        await using (var channel = await connection.CreateChannelAsync())
        {
            await channel.ExchangeDeleteAsync(RelayFixture.Exchange);
        }

        await trial.Append("removed-1");

        await trial.OutboxIsEmpty();
        await using var exists = await Deliveries.OfExchange(trial.Broker, RelayFixture.Exchange);
    }

    private static RelayState State(IServiceProvider service) => service.GetRequiredService<RelayStatus>().Report.State;

    private static SampleRecorded Message(BasicDeliverEventArgs delivery) =>
        (SampleRecorded)ProtobufJson.Read(delivery.Body.Span, SampleRecorded.Descriptor);

    private static async Task<List<SampleRecorded>> Collect(Deliveries subscriber, int count)
    {
        var seen = new List<SampleRecorded>();
        while (seen.Count < count)
        {
            seen.Add(Message(await subscriber.Next()));
        }

        return seen;
    }

    /// <summary>1,200 events: twenty streams of sixty.</summary>
    private async Task AppendMany(string name)
    {
        for (var round = 0; round < 6; round++)
        {
            for (var stream = 1; stream <= 20; stream++)
            {
                await trial.Append($"{name}-{stream}", events: 10);
            }
        }
    }
}
