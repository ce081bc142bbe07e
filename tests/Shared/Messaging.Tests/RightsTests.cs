using PrivacyPlatform.Testing.RabbitMq;
using RabbitMQ.Client;

namespace PrivacyPlatform.Messaging.Tests;

/// <summary>The rights that the README tells operators to give are enough. That they are not too much is in the matrix of attempts (tests/Consent).</summary>
public sealed class RightsTests(RightsTests.Users users) : IClassFixture<RightsTests.Users>
{
    [Fact]
    public async Task With_the_rights_of_the_readme_a_service_consumes_and_refuses_a_product_team_publishes_and_an_operator_sends_again()
    {
        await using var service = await TrialService.Start(
            users.Service, new Decisions(), senders: new Dictionary<string, string?>(StringComparer.Ordinal) { [$"Bus:Tenants:{TestBroker.UserOf(users.Team)}:0"] = "acme" });
        await using var producer = await ForeignProducer.Connect(users.Broker, users.Team);
        var errors = new ErrorQueues(users.Operator);

        await producer.Publish("""{"subjectId":"s-1"}""");
        (await service.Decisions.Next()).Message.SubjectId.ShouldBe("s-1");

        await producer.Publish("{");
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await errors.Resend(TrialService.Queue, messageId: null, bound.Token) == 0)
        {
            // The message is on its way to the error queue.
        }
    }

    /// <summary>The users of the README's table, with this test's service and messages in place of the example's.</summary>
    public sealed class Users : IAsyncLifetime
    {
        public TestBroker Broker { get; private set; } = null!;

        public Uri Service { get; private set; } = null!;

        public Uri Team { get; private set; } = null!;

        public Uri Operator { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Broker = await TestBroker.Create();
            Service = await User("service `consent`");
            Team = await User("product team `opsduty`");
            Operator = await User("operator (`privacy errors`)");
            foreach (var exchange in new[] { "SampleCaptured", "SampleRecorded" })
            {
                await Broker.RoutingKeys(Team, $"privacyplatform.trial.v1.{exchange}", "^(acme|globex)$");
            }

            await using var connection = await Broker.Connect();
            await using var channel = await connection.CreateChannelAsync();
            foreach (var exchange in new[] { ForeignProducer.Exchange, "privacyplatform.trial.v1.SampleRecorded", "trial.sample-captured" })
            {
                await channel.ExchangeDeclareAsync(exchange, exchange.StartsWith("privacyplatform.", StringComparison.Ordinal) ? MessageExchange.Type : ExchangeType.Fanout, durable: true);
            }
        }

        public ValueTask DisposeAsync() => Broker.DisposeAsync();

        private Task<Uri> User(string who) => BrokerRights.Give(Broker, who, cell => cell
            .Replace("ConsentCaptured", "SampleCaptured", StringComparison.Ordinal)
            .Replace("ConsentGranted", "SampleRecorded", StringComparison.Ordinal)
            .Replace("consent", "trial", StringComparison.Ordinal));
    }
}
