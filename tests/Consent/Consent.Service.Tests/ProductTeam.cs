using System.Text;
using PrivacyPlatform.Testing.RabbitMq;
using RabbitMQ.Client;

namespace PrivacyPlatform.Consent.Service.Tests;

/// <summary>Publishes as a product team in any language does: plain JSON, a few headers, mandatory and confirmed.</summary>
internal sealed class ProductTeam(IConnection connection, IChannel channel, string user) : IAsyncDisposable
{
    public static async Task<ProductTeam> Connect(TestBroker broker)
    {
        var connection = await broker.Connect();
        return new(connection, await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true)), TestBroker.UserOf(broker.Administrator));
    }

    /// <summary>Returns when the broker has confirmed the message and has found a queue for it.</summary>
    public async Task Publish(string tenant, Guid id, string body, string correlation = "signup-7") => await channel.BasicPublishAsync(
        V1.ConsentCaptured.Descriptor.FullName,
        routingKey: tenant,
        mandatory: true,
        new BasicProperties
        {
            MessageId = id.ToString(),
            ContentType = "application/json",
            Persistent = true,
            UserId = user,
            CorrelationId = correlation,
            Headers = new Dictionary<string, object?>(StringComparer.Ordinal) { ["tenant"] = tenant },
        },
        Encoding.UTF8.GetBytes(body));

    public async ValueTask DisposeAsync()
    {
        await channel.DisposeAsync();
        await connection.DisposeAsync();
    }
}
