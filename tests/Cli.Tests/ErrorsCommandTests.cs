using System.Text;
using PrivacyPlatform.Testing.RabbitMq;
using RabbitMQ.Client;

namespace PrivacyPlatform.Cli.Tests;

/// <summary>On a real broker, with no more than the operator's rights.</summary>
public sealed class ErrorsCommandTests : IAsyncLifetime
{
    private const string Queue = "consent.consent-captured";
    private const string First = "01957a00-0000-7000-8000-000000000001";
    private const string Second = "01957a00-0000-7000-8000-000000000002";
    private readonly Terminal terminal = new();
    private TestBroker broker = null!;
    private IConnection connection = null!;
    private IChannel channel = null!;

    public async ValueTask InitializeAsync()
    {
        broker = await TestBroker.Create();
        connection = await broker.Connect();
        channel = await connection.CreateChannelAsync();
        foreach (var queue in new[] { Queue, Queue + "_error", Queue + "_dead" })
        {
            await channel.ExchangeDeclareAsync(queue, ExchangeType.Fanout, durable: true);
            await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false);
            await channel.QueueBindAsync(queue, queue, routingKey: "");
        }

        var address = await broker.User("operator", configure: "^$", write: @"^[a-z]+\.[a-z0-9-]+$", read: @"^[a-z]+\.[a-z0-9-]+(_error|_dead)$");
        terminal.With("PRIVACY_BROKER", address.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        terminal.Dispose();
        await channel.DisposeAsync();
        await connection.DisposeAsync();
        await broker.DisposeAsync();
    }

    [Fact]
    public async Task What_waits_is_listed_shown_and_sent_again()
    {
        await Fail(First);
        await Fail(Second);

        (await terminal.Run("errors", "list")).ShouldBe(0, terminal.Error);
        terminal.Out.ShouldContain($"{First}  {Queue}");
        terminal.Out.ShouldContain("subject.malformed");
        terminal.Out.ShouldEndWith("2 waiting: 2 subject.malformed\n");

        (await terminal.Run("errors", "show", Second, "--body")).ShouldBe(0);
        terminal.Out.ShouldContain("subject.malformed (subject_id): Not an id.\n");
        terminal.Out.ShouldEndWith("""{"subjectId":"s-1"}""" + "\n");

        (await terminal.Run("errors", "resend", Second)).ShouldBe(0);
        terminal.Out.ShouldEndWith("1 sent again.\n");
        (await channel.BasicGetAsync(Queue, autoAck: true)).ShouldNotBeNull().BasicProperties.MessageId.ShouldBe(Second);

        (await terminal.Run("errors", "resend", "--all", "--json")).ShouldBe(0);
        terminal.Out.ShouldEndWith("{\"sent\":1}\n");
        (await channel.BasicGetAsync(Queue, autoAck: true)).ShouldNotBeNull().BasicProperties.MessageId.ShouldBe(First);
    }

    [Fact]
    public async Task A_message_that_does_not_wait_is_a_no()
    {
        (await terminal.Run("errors", "show", First)).ShouldBe(3);
        (await terminal.Run("errors", "resend", First)).ShouldBe(3);
        (await terminal.Run("errors", "resend", "--all")).ShouldBe(0);

        terminal.Error.ShouldStartWith("error: cli.message_unknown (ID): ");
        terminal.Out.ShouldBe("0 sent again.\n");
    }

    [Fact]
    public async Task A_user_without_the_operators_rights_is_refused()
    {
        var stranger = await broker.User("stranger", configure: "^$", write: "^$", read: "^$");

        (await terminal.Run("errors", "list", "--broker", stranger.ToString())).ShouldBe(4);
        (await terminal.Run("errors", "list", "--broker", new UriBuilder(stranger) { Password = "wrong" }.Uri.ToString())).ShouldBe(4);

        terminal.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldAllBe(line => line.StartsWith("error: broker.access_refused: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_broker_that_does_not_answer_is_unreachable()
    {
        (await terminal.Run("errors", "list", "--broker", "amqp://operator:secret@127.0.0.1:9")).ShouldBe(5);

        terminal.Error.ShouldBe("error: cli.broker_unreachable: The broker does not answer.\n");
    }

    private async Task Fail(string messageId)
    {
        var properties = new BasicProperties
        {
            MessageId = messageId,
            Headers = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["tenant"] = "opsduty",
                ["error-code"] = "subject.malformed",
                ["error-field"] = "subject_id",
                ["error-message"] = "Not an id.",
            },
        };
        await channel.BasicPublishAsync(Queue + "_error", routingKey: "", mandatory: true, properties, Encoding.UTF8.GetBytes("""{"subjectId":"s-1"}"""));
    }
}
