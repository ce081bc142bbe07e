using System.Text;
using PrivacyPlatform.Testing.RabbitMq;
using RabbitMQ.Client;

namespace PrivacyPlatform.Messaging.Tests;

/// <summary>Publishes as a product team in another language does: no MassTransit, no envelope, plain JSON and headers.</summary>
internal sealed class ForeignProducer(IConnection connection, IChannel channel, string user) : IAsyncDisposable
{
    public const string Exchange = "privacyplatform.trial.v1.SampleCaptured";

    public static async Task<ForeignProducer> Connect(TestBroker broker, Uri? user = null)
    {
        var connection = await broker.Connect(user);
        return new(connection, await connection.CreateChannelAsync(new CreateChannelOptions(true, true)), TestBroker.UserOf(user ?? broker.Administrator));
    }

    public static BasicProperties Properties(string? id = "0199aaaa-0000-7000-8000-000000000001", string? tenant = "acme")
    {
        var properties = new BasicProperties { ContentType = "application/json", Persistent = true, Headers = new Dictionary<string, object?>() };
        if (id is not null)
        {
            properties.MessageId = id;
        }

        if (tenant is not null)
        {
            properties.Headers["tenant"] = tenant;
        }

        return properties;
    }

    /// <summary>As the user of the connection. Returns when the broker has confirmed it.</summary>
    public async Task Publish(string body, BasicProperties? properties = null, string exchange = Exchange)
    {
        properties ??= Properties();
        properties.UserId = user;
        await PublishAsItIs(body, properties, exchange);
    }

    /// <summary>As whoever the properties say, or nobody.</summary>
    public async Task PublishAsItIs(string body, BasicProperties properties, string exchange = Exchange, string? routingKey = null) =>
        await channel.BasicPublishAsync(exchange, routingKey ?? WireHeaders.Text(properties, WireHeaders.Tenant) ?? "", mandatory: true, properties, Encoding.UTF8.GetBytes(body));

    public async ValueTask DisposeAsync()
    {
        await channel.DisposeAsync();
        await connection.DisposeAsync();
    }
}
