using RabbitMQ.Client;

namespace PrivacyPlatform.Messaging;

/// <summary>Makes connections of our own (MassTransit has its own). They do not recover by themselves: whoever holds one knows what was lost with it.</summary>
internal sealed class BrokerConnections(BrokerAddress address, string name)
{
    public string User { get; } = UserOf(address.Uri);

    public Task<IConnection> Connect(CancellationToken ct) => Connect(address.Uri, name, ct);

    /// <summary>The user that an address names: the only one under which the broker lets its connections publish.</summary>
    public static string UserOf(Uri broker) => new ConnectionFactory { Uri = broker }.UserName;

    public static async Task<IConnection> Connect(Uri broker, string name, CancellationToken ct)
    {
        var factory = new ConnectionFactory
        {
            Uri = broker,
            ClientProvidedName = name,
            AutomaticRecoveryEnabled = false,
            TopologyRecoveryEnabled = false,
            RequestedHeartbeat = TimeSpan.FromSeconds(10),
            RequestedConnectionTimeout = TimeSpan.FromSeconds(10),
        };
        return await factory.CreateConnectionAsync(ct);
    }

    public async Task<bool> BrokerAnswers(CancellationToken ct)
    {
        try
        {
            await using var connection = await Connect(ct);
            return true;
        }
        catch (Exception down) when (down is not OperationCanceledException)
        {
            return false;
        }
    }
}

/// <summary><c>ConnectionStrings:rabbitmq</c>.</summary>
internal sealed record BrokerAddress(Uri Uri)
{
    /// <summary>Leaves the password out.</summary>
    public override string ToString() => $"{Uri.Host}:{Uri.Port}";
}
