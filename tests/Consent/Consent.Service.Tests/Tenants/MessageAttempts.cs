using System.Text;
using PrivacyPlatform.Testing;
using PrivacyPlatform.Testing.RabbitMq;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace PrivacyPlatform.Consent.Service.Tests.Tenants;

/// <summary>With a broker user of one organization's product team, or the operator's.</summary>
internal static class MessageAttempts
{
    private const string Team = "product team of one's own";
    private const string Operator = "operator";
    private const string Refused = "ACCESS_REFUSED";
    private const string Queue = "consent.consent-captured";

    private static readonly string Captured = V1.ConsentCaptured.Descriptor.FullName;
    private static readonly string Granted = V1.ConsentGranted.Descriptor.FullName;

    public static IEnumerable<Attempt> Table { get; } =
    [
        new(Team, "speak for the other", "tenant.differs", two => Publish(two, Captured, two.Own.Name, about: two.Other.Name)),
        new(Team, "speak for the other under its routing key", Refused, two => Publish(two, Captured, two.Other.Name, about: two.Other.Name)),
        new(Team, "speak without a name", "message.no_user", two => Publish(two, Captured, two.Own.Name, two.Own.Name, user: "")),
        new(Team, "speak without a tenant", "message.no_tenant", two => Publish(two, Captured, two.Own.Name, about: null)),
        new(Team, "speak under the other team's name", "PRECONDITION_FAILED", two => Publish(two, Captured, two.Own.Name, two.Own.Name, user: TestBroker.UserOf(two.OtherTeam))),
        new(Team, "claim in a header that the other team sent it", "tenant.differs", two => Publish(two, Captured, two.Own.Name, two.Other.Name, sentBy: two.OtherTeam)),
        new(Team, "announce in the service's place", Refused, two => Publish(two, Granted, two.Own.Name, two.Own.Name)),
        new(Team, "publish straight to the service's queue", Refused, two => Publish(two, Queue, "", two.Own.Name)),
        new(Team, "publish past all exchanges to the service's queue", Refused, two => Publish(two, "", Queue, two.Own.Name)),
        new(Team, "publish to the error queue", Refused, two => Publish(two, Queue + "_error", "", two.Own.Name)),
        new(Team, "publish to the other team's queue", Refused, two => Publish(two, "", "globex.own", two.Own.Name)),

        new(Team, "hear what the other is told", Refused, two => Do(two.OwnTeam, two, channel => channel.QueueBindAsync("acme.own", Granted, two.Other.Name))),
        new(Team, "hear what everybody is told", Refused, two => Do(two.OwnTeam, two, channel => channel.QueueBindAsync("acme.own", Granted, "#"))),
        new(Team, "hear what every one of one word is told", Refused, two => Do(two.OwnTeam, two, channel => channel.QueueBindAsync("acme.own", Granted, "*"))),
        new(Team, "hear what the other says", Refused, two => Do(two.OwnTeam, two, channel => channel.QueueBindAsync("acme.own", Captured, two.Other.Name))),
        new(Team, "hear what the broker logs", Refused, two => Do(two.OwnTeam, two, channel => channel.QueueBindAsync("acme.own", "amq.rabbitmq.log", "#"))),
        new(Team, "put an exchange of one's own behind the other's", Refused, two => Do(two.OwnTeam, two, async channel =>
        {
            await channel.ExchangeDeclareAsync("acme.mirror", ExchangeType.Fanout);
            await channel.ExchangeBindAsync("acme.mirror", Granted, "#");
        })),
        new(Team, "take from the service's queue", Refused, two => Do(two.OwnTeam, two, channel => channel.BasicGetAsync(Queue, autoAck: true))),
        new(Team, "consume the service's queue", Refused, two => Do(two.OwnTeam, two, channel => channel.BasicConsumeAsync(Queue, autoAck: true, new AsyncDefaultBasicConsumerOf(channel)))),
        new(Team, "read the error queue", Refused, two => Do(two.OwnTeam, two, channel => channel.BasicGetAsync(Queue + "_error", autoAck: true))),
        new(Team, "read the dead queue", Refused, two => Do(two.OwnTeam, two, channel => channel.BasicGetAsync(Queue + "_dead", autoAck: true))),
        new(Team, "read the other team's queue", Refused, two => Do(two.OwnTeam, two, channel => channel.BasicGetAsync("globex.own", autoAck: true))),
        new(Team, "empty the service's queue", Refused, two => Do(two.OwnTeam, two, channel => channel.QueuePurgeAsync(Queue))),
        new(Team, "delete the service's queue", Refused, two => Do(two.OwnTeam, two, channel => channel.QueueDeleteAsync(Queue))),
        new(Team, "delete an exchange", Refused, two => Do(two.OwnTeam, two, channel => channel.ExchangeDeleteAsync(Granted))),
        new(Team, "cut the service's queue off", Refused, two => Do(two.OwnTeam, two, channel => channel.ExchangeUnbindAsync(Queue, Captured, "#"))),
        new(Team, "declare a queue in the service's name", Refused, two => Do(two.OwnTeam, two, channel => channel.QueueDeclareAsync("consent.mine"))),
        new(Team, "declare an exchange in the service's name", Refused, two => Do(two.OwnTeam, two, channel => channel.ExchangeDeclareAsync("privacyplatform.consent.v1.Mine", ExchangeType.Fanout))),

        new(Operator, "send again, as the other's, what the other never sent", "tenant.differs", two =>
            Publish(two, Queue, "", two.Other.Name, user: TestBroker.UserOf(two.Operator), sentBy: two.OwnTeam, by: two.Operator)),
        new(Operator, "send again what has no first sender", "message.no_user", two => Publish(two, Queue, "", two.Other.Name, user: TestBroker.UserOf(two.Operator), by: two.Operator)),
        new(Operator, "write a first sender into the error queue", Refused, two => Publish(two, Queue + "_error", "", two.Other.Name, user: "", sentBy: two.OtherTeam, by: two.Operator)),
        new(Operator, "speak as a product team", Refused, two => Publish(two, Captured, two.Other.Name, two.Other.Name, user: "", by: two.Operator)),
        new(Operator, "take from the service's queue", Refused, two => Do(two.Operator, two, channel => channel.BasicGetAsync(Queue, autoAck: true))),
        new(Operator, "delete an error queue", Refused, two => Do(two.Operator, two, channel => channel.QueueDeleteAsync(Queue + "_error"))),
        new(Operator, "hear what is announced", Refused, two => Do(two.Operator, two, channel => channel.QueueBindAsync("acme.own", Granted, "#"))),
    ];

    public static IEnumerable<Attempt> Allowed { get; } =
    [
        new(Team, "hear what one's own are told", "something", two => Do(two.OwnTeam, two, channel => channel.QueueBindAsync("acme.own", Granted, two.Own.Name))),
        new(Operator, "look into the error queue", "something", two => Do(two.Operator, two, channel => channel.BasicGetAsync(Queue + "_error", autoAck: false))),
    ];

    /// <summary>The broker's refusal, or the code with which the message arrives in the error queue.</summary>
    private static async Task<string> Publish(
        TwoTenants two, string exchange, string routingKey, string? about, string? user = null, Uri? sentBy = null, Uri? by = null)
    {
        by ??= two.OwnTeam;
        await using var errors = await Deliveries.Of(two.App.Broker, Queue + "_error");
        var headers = new Dictionary<string, object?>(StringComparer.Ordinal);
        if (about is not null)
        {
            headers["tenant"] = about;
        }

        if (sentBy is not null)
        {
            headers["sent-by"] = TestBroker.UserOf(sentBy);
        }

        var properties = new BasicProperties { MessageId = Guid.CreateVersion7(two.App.Clock.GetUtcNow()).ToString(), Headers = headers };
        if (user != "")
        {
            properties.UserId = user ?? TestBroker.UserOf(by);
        }

        var body = Encoding.UTF8.GetBytes(Repository.Read("contracts", "examples", "privacyplatform.consent.v1.ConsentCaptured.json"));
        var published = await Do(by, two, channel => channel.BasicPublishAsync(exchange, routingKey, mandatory: true, properties, body).AsTask());
        return published != "something" ? published : Encoding.UTF8.GetString((byte[])(await errors.Next()).BasicProperties.Headers!["error-code"]!);
    }

    private static async Task<string> Do(Uri user, TwoTenants two, Func<IChannel, Task> attempt)
    {
        await using var connection = await two.App.Broker.Connect(user);
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        try
        {
            await attempt(channel);
            return "something";
        }
        catch (OperationInterruptedException refused)
        {
            return refused.ShutdownReason!.ReplyText.Split(' ')[0];
        }
    }

    private sealed class AsyncDefaultBasicConsumerOf(IChannel channel) : AsyncDefaultBasicConsumer(channel);
}
