using System.Security.Cryptography;
using RabbitMQ.Client;

namespace PrivacyPlatform.Testing.RabbitMq;

/// <summary>A fresh virtual host for one test class, with users as the test wants them. It goes, with all that is in it, at the end.</summary>
public sealed class TestBroker : IAsyncDisposable
{
    private readonly string virtualHost = "pp-test-" + RandomNumberGenerator.GetHexString(12, lowercase: true);
    private readonly string password = RandomNumberGenerator.GetHexString(24, lowercase: true);
    private readonly List<string> users = [];
    private readonly Uri server;

    private TestBroker(Uri server) => this.server = server;

    /// <summary>The administrator in this virtual host.</summary>
    public Uri Administrator => new UriBuilder(server) { Path = virtualHost }.Uri;

    /// <summary>The user that an address names, as whom alone its connections may publish.</summary>
    public static string UserOf(Uri address) => new ConnectionFactory { Uri = address }.UserName;

    public static async Task<TestBroker> Create()
    {
        var broker = new TestBroker(await RabbitMqServer.Administrator());
        var administrator = UserOf(broker.server);
        await RabbitMqServer.Control("add_vhost", broker.virtualHost);
        await RabbitMqServer.Control("set_permissions", "-p", broker.virtualHost, administrator, ".*", ".*", ".*");
        return broker;
    }

    /// <summary>Makes a user with rights in this virtual host only, each a regular expression over names of exchanges and queues.</summary>
    /// <returns>The user's address.</returns>
    public async Task<Uri> User(string name, string configure, string write, string read)
    {
        var user = $"{virtualHost}-{name}";
        await RabbitMqServer.Control("add_user", user, password);
        users.Add(user);
        await RabbitMqServer.Control("set_permissions", "-p", virtualHost, user, configure, write, read);
        return new UriBuilder(server) { Path = virtualHost, UserName = user, Password = password }.Uri;
    }

    /// <summary>Lets the user publish to this topic exchange, and bind from it, with these routing keys only: a regular expression.</summary>
    public Task RoutingKeys(Uri user, string exchange, string keys) =>
        RabbitMqServer.Control("set_topic_permissions", "-p", virtualHost, UserOf(user), exchange, keys, keys);

    public async Task<IConnection> Connect(Uri? user = null) =>
        await new ConnectionFactory { Uri = user ?? Administrator, AutomaticRecoveryEnabled = false }.CreateConnectionAsync();

    public async ValueTask DisposeAsync()
    {
        if (!RabbitMqServer.Outlives)
        {
            return;
        }

        await RabbitMqServer.Control("delete_vhost", virtualHost);
        foreach (var user in users)
        {
            await RabbitMqServer.Control("delete_user", user);
        }
    }
}
