using System.Text;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.Kernel;
using PrivacyPlatform.Testing.RabbitMq;

namespace PrivacyPlatform.Messaging.Tests;

public sealed class ErrorQueuesTests : IAsyncLifetime
{
    private const string First = "0199aaaa-0000-7000-8000-000000000001";
    private const string Second = "0199aaaa-0000-7000-8000-000000000002";
    private const string Third = "0199aaaa-0000-7000-8000-000000000003";
    private TestBroker broker = null!;

    public async ValueTask InitializeAsync() => broker = await TestBroker.Create();

    public ValueTask DisposeAsync() => broker.DisposeAsync();

    [Fact]
    public async Task After_the_fix_a_message_is_sent_again_to_the_queue_it_failed_in_and_to_nobody_else()
    {
        await using var service = await TrialService.Start(broker.Administrator, new Decisions());
        service.Decisions.Decide = (_, _) => new Outcome.Refused(new Refusal("trial.unknown", "Not known."));
        await using var subscriber = await Deliveries.OfExchange(broker, ForeignProducer.Exchange);
        await using var producer = await ForeignProducer.Connect(broker);
        var properties = ForeignProducer.Properties(First);
        await producer.Publish("""{ "subjectId" : "s-1" }""", properties);
        await producer.Publish("""{"subjectId":"s-2"}""", ForeignProducer.Properties(Second));
        _ = await service.Decisions.Next();
        _ = await service.Decisions.Next();
        await subscriber.Next();
        await subscriber.Next();
        var errors = new ErrorQueues(broker.Administrator);
        var shown = await ShownOnceThereAre(2, errors);

        service.Decisions.Decide = (_, _) => new Outcome.AlreadySo(1);
        (await errors.Resend(TrialService.Queue, First, CancellationToken.None)).ShouldBe(1);

        var (message, envelope) = await service.Decisions.Next();
        message.SubjectId.ShouldBe("s-1");
        envelope.CommandId.ShouldBe(Guid.Parse(First));
        envelope.Actor.ShouldBe($"bus:{properties.UserId}|{properties.UserId}");
        shown.Single(one => one.MessageId == First).Code.ShouldBe("trial.unknown");
        Encoding.UTF8.GetString(shown.Single(one => one.MessageId == First).Body.Span).ShouldBe("""{ "subjectId" : "s-1" }""");
        (await errors.Resend(TrialService.Queue, messageId: null, CancellationToken.None)).ShouldBe(1);
        (await service.Decisions.Next()).Message.SubjectId.ShouldBe("s-2");
        (await errors.Show(TrialService.Queue, messageId: null, CancellationToken.None)).ShouldBeEmpty();
        subscriber.Any.ShouldBeFalse();
    }

    [Fact]
    public async Task What_is_discarded_is_gone_and_the_rest_stays_in_its_order()
    {
        await using var service = await TrialService.Start(broker.Administrator, new Decisions());
        service.Decisions.Decide = (_, _) => new Outcome.Refused(new Refusal("trial.unknown", "Not known."));
        await using var producer = await ForeignProducer.Connect(broker);
        await producer.Publish("""{"subjectId":"s-1"}""", ForeignProducer.Properties(First));
        await producer.Publish("""{"subjectId":"s-2"}""", ForeignProducer.Properties(Second));
        await producer.Publish("""{"subjectId": 4711, "name": "Gulfjær"}""", ForeignProducer.Properties(Third));
        var errors = new ErrorQueues(broker.Administrator);
        (await ShownOnceThereAre(3, errors)).Select(message => message.SubjectId).ShouldBe(["s-1", "s-2", null], ignoreOrder: true);

        (await errors.Discard(TrialService.Queue, message => message.SubjectId == "s-1", CancellationToken.None)).ShouldBe(1);
        (await errors.Discard(TrialService.Queue, message => message.SubjectId == "s-1", CancellationToken.None)).ShouldBe(0);
        (await errors.Discard(TrialService.Queue, message => message.SubjectId is null, CancellationToken.None)).ShouldBe(1);

        (await ShownOnceThereAre(1, errors)).ShouldHaveSingleItem().MessageId.ShouldBe(Second);
    }

    [Fact]
    public async Task Looking_takes_nothing_away_however_often()
    {
        await using var service = await TrialService.Start(broker.Administrator, new Decisions());
        await using var producer = await ForeignProducer.Connect(broker);
        await producer.Publish("{", ForeignProducer.Properties(First));
        await producer.Publish("{}", ForeignProducer.Properties(Second, tenant: null));
        var errors = new ErrorQueues(broker.Administrator);
        await ShownOnceThereAre(2, errors);

        for (var look = 0; look < QueuePolicy.DeliveryLimit + 5; look++)
        {
            await errors.Show(TrialService.Queue, First, CancellationToken.None);
        }

        var listed = (await errors.List([TrialService.Queue, "trial.never-started"], CancellationToken.None)).First(queue => queue.Messages > 0);
        listed.Name.ShouldBe("trial.sample-captured_error");
        listed.Messages.ShouldBe(2);
        listed.Reasons.ToDictionary().ShouldBe(new Dictionary<string, int> { ["message.malformed"] = 1, ["message.no_tenant"] = 1 }, ignoreOrder: true);
    }

    [Fact]
    public async Task A_message_delivered_too_often_goes_to_the_dead_queue_and_can_be_sent_again()
    {
        await using (await TrialService.Start(broker.Administrator, new Decisions(), bus => bus.LimitDeliveries(2)))
        {
            // It declares the queues.
        }

        await using var producer = await ForeignProducer.Connect(broker);
        await producer.Publish("""{"subjectId":"s-1"}""");
        await using var crashing = await broker.Connect();
        for (var delivery = 0; delivery <= 2; delivery++)
        {
            await using var channel = await crashing.CreateChannelAsync();
            (await channel.BasicGetAsync(TrialService.Queue, autoAck: false)).ShouldNotBeNull();
            await channel.BasicNackAsync(1, multiple: false, requeue: true);
        }

        var errors = new ErrorQueues(broker.Administrator);
        var given = (await ShownOnceThereAre(1, errors)).ShouldHaveSingleItem();
        given.FailedQueue.ShouldBe("trial.sample-captured_dead");
        given.Code.ShouldBe("message.delivery_limit");
        await using var service = await TrialService.Start(broker.Administrator, new Decisions(), bus => bus.LimitDeliveries(2));
        (await errors.Resend(TrialService.Queue, First, CancellationToken.None)).ShouldBe(1);
        var user = TestBroker.UserOf(broker.Administrator);
        (await service.Decisions.Next()).Envelope.Actor.ShouldBe($"bus:{user}|{user}");
    }

    private static async Task<IReadOnlyList<FailedMessage>> ShownOnceThereAre(int count, ErrorQueues errors)
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            var shown = await errors.Show(TrialService.Queue, messageId: null, bound.Token);
            if (shown.Count >= count)
            {
                return shown;
            }
        }
    }
}
