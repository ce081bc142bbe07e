using PrivacyPlatform.Testing.RabbitMq;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace PrivacyPlatform.Messaging.Tests;

/// <summary>The rights that the README tells operators to give are enough, and no more than that.</summary>
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

    [Theory]
    [InlineData("privacyplatform.trial.v1.SampleRecorded")]
    [InlineData("trial.sample-captured")]
    [InlineData("")]
    public async Task A_product_team_can_publish_nowhere_but_to_its_own_message(string exchange)
    {
        await using var producer = await ForeignProducer.Connect(users.Broker, users.Team);

        (await Should.ThrowAsync<AlreadyClosedException>(() => producer.Publish("{}", exchange: exchange))).Message.ShouldContain("ACCESS_REFUSED");
    }

    [Theory]
    [InlineData("initech")]
    [InlineData("#")]
    [InlineData("*")]
    public async Task A_product_team_neither_hears_nor_names_a_tenant_that_is_not_its_own(string tenant)
    {
        await using var connection = await users.Broker.Connect(users.Team);
        await using var channel = await connection.CreateChannelAsync();
        await channel.QueueDeclareAsync("opsduty.own", durable: true, exclusive: false, autoDelete: false);
        await channel.QueueBindAsync("opsduty.own", "privacyplatform.trial.v1.SampleRecorded", "acme");

        (await Should.ThrowAsync<OperationInterruptedException>(() => channel.QueueBindAsync("opsduty.own", "privacyplatform.trial.v1.SampleRecorded", tenant)))
            .Message.ShouldContain("ACCESS_REFUSED");
        await using var producer = await ForeignProducer.Connect(users.Broker, users.Team);
        (await Should.ThrowAsync<AlreadyClosedException>(() => producer.Publish("{}", ForeignProducer.Properties(tenant: tenant)))).Message.ShouldContain("ACCESS_REFUSED");
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

        private async Task<Uri> User(string who)
        {
            var lines = await File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "README.md"));
            var row = lines.Single(line => line.StartsWith($"| {who}", StringComparison.Ordinal));
            var rights = row.Replace("\\|", "\u0001", StringComparison.Ordinal).Split('|', StringSplitOptions.TrimEntries)[2..5]
                .Select(cell => cell.Trim('`').Replace('\u0001', '|'))
                .Select(cell => cell.Replace("ConsentCaptured", "SampleCaptured", StringComparison.Ordinal).Replace("ConsentGranted", "SampleRecorded", StringComparison.Ordinal).Replace("consent", "trial", StringComparison.Ordinal))
                .ToArray();
            return await Broker.User(new string([.. who.Where(char.IsAsciiLetter)]), rights[0], Or(rights[1]), Or(rights[2]));

            string Or(string right) => right == "the same" ? rights[0] : right;
        }
    }
}
