using System.Text;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.Kernel;
using PrivacyPlatform.Messaging.Tests.Trial;
using PrivacyPlatform.Testing.RabbitMq;

namespace PrivacyPlatform.Messaging.Tests;

public sealed class ConsumingTests : IClassFixture<TrialFixture>
{
    private readonly TrialFixture trial;
    private readonly TestBroker broker;
    private readonly ForeignProducer producer;

    public ConsumingTests(TrialFixture trial)
    {
        (this.trial, broker, producer) = (trial, trial.Broker, trial.Producer);
        trial.Service.Decisions.Reset();
    }

    [Fact]
    public async Task A_plain_json_message_of_another_language_is_taken_with_all_that_its_headers_say()
    {
        var properties = ForeignProducer.Properties();
        properties.CorrelationId = "order-7";
        properties.Headers!["causation-id"] = "click-3";

        await producer.Publish("""{"subjectId": "s-1", "categories": ["usage", "billing"]}""", properties);

        var (message, envelope) = await trial.Service.Decisions.Next();
        message.ShouldBe(new SampleCaptured { SubjectId = "s-1", Categories = { "usage", "billing" } });
        envelope.CommandId.ShouldBe(Guid.Parse("0199aaaa-0000-7000-8000-000000000001"));
        envelope.Tenant.ShouldBe("acme");
        envelope.Actor.ShouldBe($"bus:{properties.UserId}");
        envelope.CorrelationId.ShouldBe("order-7");
        envelope.CausationId.ShouldBe("click-3");
    }

    [Fact]
    public async Task Repeated_and_map_fields_survive_the_real_broker_both_ways()
    {
        var exchange = await trial.Service.Services.GetRequiredService<IBus>().GetSendEndpoint(new Uri($"exchange:{ForeignProducer.Exchange}?type={MessageExchange.Type}"));
        await exchange.Send(ProtobufJsonTests.Full, context =>
        {
            context.MessageId = Guid.Parse("0199aaaa-0000-7000-8000-000000000002");
            context.Headers.Set("tenant", "acme");
            context.GetPayload<RabbitMqSendContext>().BasicProperties.UserId = TestBroker.UserOf(broker.Administrator);
        });

        (await trial.Service.Decisions.Next()).Message.ShouldBe(ProtobufJsonTests.Full);
    }

    public static TheoryData<string, string?, string?, string, string?> Bad => new()
    {
        { "message.no_tenant", null, "0199aaaa-0000-7000-8000-000000000003", """{"subjectId":"s-1"}""", "tenant" },
        { "message.no_id", "acme", null, """{"subjectId":"s-1"}""", "message_id" },
        { "message.no_id", "acme", "4711", """{"subjectId":"s-1"}""", "message_id" },
        { "message.malformed", "acme", "0199aaaa-0000-7000-8000-000000000004", """{"subjectId":  "s-1" """, "body" },
        { "message.malformed", "acme", "0199aaaa-0000-7000-8000-000000000004", "", "body" },
        { "message.too_large", "acme", "0199aaaa-0000-7000-8000-000000000005", $$"""{"subjectId":"{{new string('x', 256 * 1024)}}"}""", "body" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task Bad_input_lands_in_the_error_queue_with_its_code_and_its_body_unchanged(string code, string? tenant, string? id, string body, string? field)
    {
        await using var errors = await Deliveries.Of(broker, TrialService.Queue + "_error");

        await producer.Publish(body, ForeignProducer.Properties(id, tenant));

        var failed = await errors.Next();
        WireHeaders.Text(failed.BasicProperties, "error-code").ShouldBe(code);
        WireHeaders.Text(failed.BasicProperties, "error-field").ShouldBe(field);
        failed.Body.ToArray().ShouldBe(Encoding.UTF8.GetBytes(body));
        failed.BasicProperties.MessageId.ShouldBe(id);
        trial.Service.Decisions.Any.ShouldBeFalse();
    }

    [Fact]
    public async Task A_refusal_lands_in_the_error_queue_under_its_own_code_with_every_property_but_the_senders_name_which_is_a_header()
    {
        await using var errors = await Deliveries.Of(broker, TrialService.Queue + "_error");
        trial.Service.Decisions.Decide = (_, _) => new Outcome.Refused(new Refusal("trial.unknown", "Not known.", "subject_id"));
        var properties = ForeignProducer.Properties();
        properties.CorrelationId = "order-7";
        properties.Expiration = "600000";

        await producer.Publish("""{ "subjectId" : "s-1" }""", properties);

        var failed = await errors.Next();
        WireHeaders.Text(failed.BasicProperties, "error-code").ShouldBe("trial.unknown");
        WireHeaders.Text(failed.BasicProperties, "error-field").ShouldBe("subject_id");
        WireHeaders.Text(failed.BasicProperties, "error-message").ShouldBe("Not known.");
        WireHeaders.Text(failed.BasicProperties, "tenant").ShouldBe("acme");
        WireHeaders.Text(failed.BasicProperties, "sent-by").ShouldBe(properties.UserId);
        failed.BasicProperties.CorrelationId.ShouldBe("order-7");
        failed.BasicProperties.IsExpirationPresent().ShouldBeFalse();
        Encoding.UTF8.GetString(failed.Body.Span).ShouldBe("""{ "subjectId" : "s-1" }""");
    }

    [Fact]
    public async Task A_fault_of_ours_lands_in_the_error_queue_and_its_text_does_not()
    {
        await using var errors = await Deliveries.Of(broker, TrialService.Queue + "_error");
        trial.Service.Decisions.Decide = (_, _) => throw new InvalidOperationException("ola.nordmann@example.org");

        await producer.Publish("""{"subjectId":"s-1"}""");

        var failed = await errors.Next();
        WireHeaders.Text(failed.BasicProperties, "error-code").ShouldBe("message.failed");
        foreach (var name in failed.BasicProperties.Headers!.Keys)
        {
            (WireHeaders.Text(failed.BasicProperties, name) ?? "").ShouldNotContain("nordmann");
        }
    }

    [Fact]
    public async Task An_outage_is_waited_for_in_place_and_nothing_goes_to_the_error_queue()
    {
        await using var errors = await Deliveries.Of(broker, TrialService.Queue + "_error");
        var attempts = 0;
        trial.Service.Decisions.Decide = (_, _) => ++attempts switch
        {
            1 => throw new NpgsqlException("down", new IOException("reset")),
            2 => throw new TimeoutException(),
            3 => throw new EventStore.ConcurrencyException("others kept winning"),
            _ => new Outcome.AlreadySo(1),
        };

        await producer.Publish("""{"subjectId":"s-1"}""");

        (await trial.Service.Decisions.Next()).Message.SubjectId.ShouldBe("s-1");
        attempts.ShouldBe(4);
        errors.Any.ShouldBeFalse();
    }

    [Fact]
    public async Task A_message_that_waits_in_an_outage_goes_back_to_its_queue_when_the_service_stops()
    {
        using var tried = new SemaphoreSlim(0);
        trial.Service.Decisions.Decide = (_, _) =>
        {
            tried.Release();
            throw new TimeoutException();
        };
        await producer.Publish("""{"subjectId":"s-1"}""");
        (await tried.WaitAsync(TimeSpan.FromSeconds(20))).ShouldBeTrue();

        await trial.StopService();
        await trial.StartService();

        (await trial.Service.Decisions.Next()).Message.SubjectId.ShouldBe("s-1");
    }
}
