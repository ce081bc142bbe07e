using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.Kernel;
using PrivacyPlatform.Testing.RabbitMq;
using RabbitMQ.Client.Exceptions;

namespace PrivacyPlatform.Messaging.Tests;

/// <summary>For whom a broker user may speak. Each test has users of its own with the rights that the README names.</summary>
public sealed class SenderTests(RightsTests.Users users) : IClassFixture<RightsTests.Users>
{
    private const string Body = """{"subjectId":"s-1"}""";

    private string Team => TestBroker.UserOf(users.Team);

    private string Operator => TestBroker.UserOf(users.Operator);

    [Fact]
    // The broker lets the team name acme and globex; the service believes it about acme only.
    public async Task A_user_speaks_for_its_tenants_and_for_no_other()
    {
        await using var service = await Service();
        await using var team = await ForeignProducer.Connect(users.Broker, users.Team);
        await using var errors = await Deliveries.Of(users.Broker, TrialService.Queue + "_error");

        await team.Publish(Body, ForeignProducer.Properties(tenant: "acme"));
        (await service.Decisions.Next()).Envelope.Actor.ShouldBe($"bus:{Team}");

        await team.Publish(Body, ForeignProducer.Properties(tenant: "globex"));
        Reason(await errors.Next()).ShouldBe(("tenant.differs", "tenant"));

        await team.PublishAsItIs(Body, ForeignProducer.Properties(tenant: "acme"));
        Reason(await errors.Next()).ShouldBe(("message.no_user", "user_id"));

        await using var stranger = await ForeignProducer.Connect(users.Broker);
        await stranger.Publish(Body, ForeignProducer.Properties(tenant: "acme"));
        Reason(await errors.Next()).ShouldBe(("tenant.differs", "tenant"));
        service.Decisions.Any.ShouldBeFalse();
    }

    [Fact]
    public async Task Nobody_publishes_under_another_users_name()
    {
        await using var service = await Service();
        await using var team = await ForeignProducer.Connect(users.Broker, users.Team);
        var properties = ForeignProducer.Properties();
        properties.UserId = Operator;

        (await Should.ThrowAsync<AlreadyClosedException>(() => team.PublishAsItIs(Body, properties))).Message.ShouldContain("PRECONDITION_FAILED");
    }

    [Fact]
    public async Task What_an_operator_sends_again_speaks_for_its_first_sender_and_says_who_sent_it_again()
    {
        await using var service = await Service();
        service.Decisions.Decide = (_, _) => new Outcome.Refused(new Refusal("trial.unknown", "Not known."));
        await using var team = await ForeignProducer.Connect(users.Broker, users.Team);
        await team.Publish(Body);
        await service.Decisions.Next();

        // Refused twice, and still the first sender's.
        await SendAgain();
        await service.Decisions.Next();
        service.Decisions.Decide = (_, _) => new Outcome.AlreadySo(1);
        await SendAgain();

        (await service.Decisions.Next()).Envelope.Actor.ShouldBe($"bus:{Team}|{Operator}");
    }

    [Theory]
    [InlineData(null, "acme", "message.no_user")]
    [InlineData("", "globex", "tenant.differs")]
    public async Task What_a_message_says_of_its_own_sender_is_not_believed_after_it_was_sent_again(string? user, string tenant, string code)
    {
        await using var service = await Service();
        await using var team = await ForeignProducer.Connect(users.Broker, users.Team);
        var properties = ForeignProducer.Properties(tenant: tenant);
        properties.Headers!["sent-by"] = Team;
        if (user is not null)
        {
            properties.UserId = Team;
        }

        await team.PublishAsItIs(Body, properties);
        await SendAgain();

        await using var errors = await Deliveries.Of(users.Broker, TrialService.Queue + "_error");
        Reason(await errors.Next()).Code.ShouldBe(code);
        service.Decisions.Any.ShouldBeFalse();
    }

    [Fact]
    public async Task Only_an_operator_speaks_for_another()
    {
        // As if the team had a right that the README does not give it.
        var insider = await users.Broker.User("insider", configure: "^$", write: ".*", read: "^$");
        await using var service = await Service();
        await using var producer = await ForeignProducer.Connect(users.Broker, insider);
        await using var errors = await Deliveries.Of(users.Broker, TrialService.Queue + "_error");
        var properties = ForeignProducer.Properties();
        properties.Headers!["sent-by"] = Team;

        await producer.Publish(Body, properties, exchange: TrialService.Queue);

        Reason(await errors.Next()).Code.ShouldBe("tenant.differs");
    }

    [Fact]
    public async Task A_tenant_that_is_added_to_the_configuration_counts_without_a_restart()
    {
        await using var service = await Service();
        var configuration = (IConfigurationRoot)service.Services.GetRequiredService<IConfiguration>();
        configuration[$"Bus:Tenants:{Team}:1"] = "globex";
        configuration.Reload();
        await using var team = await ForeignProducer.Connect(users.Broker, users.Team);

        await team.Publish(Body, ForeignProducer.Properties(tenant: "globex"));

        (await service.Decisions.Next()).Envelope.Tenant.ShouldBe("globex");
    }

    [Fact]
    public async Task A_service_that_consumes_and_believes_nobody_does_not_start() =>
        (await Should.ThrowAsync<OptionsValidationException>(() => TrialService.Start(users.Service, new Decisions(), senders: new Dictionary<string, string?>(StringComparer.Ordinal))))
            .Message.ShouldContain("Bus:Tenants");

    private Task<TrialService> Service() => TrialService.Start(users.Service, new Decisions(), senders: new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        [$"Bus:Tenants:{Team}:0"] = "acme",
        ["Bus:Operators:0"] = Operator,
    });

    private async Task SendAgain()
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await new ErrorQueues(users.Operator).Resend(TrialService.Queue, messageId: null, bound.Token) == 0)
        {
            // The message is on its way to the error queue.
        }
    }

    private static (string? Code, string? Field) Reason(RabbitMQ.Client.Events.BasicDeliverEventArgs failed) =>
        (WireHeaders.Text(failed.BasicProperties, "error-code"), WireHeaders.Text(failed.BasicProperties, "error-field"));
}
