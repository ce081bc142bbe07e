using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Aspire.Hosting.ApplicationModel;

namespace PrivacyPlatform.AppHost;

/// <summary>RabbitMQ's definitions file, taken on at each start: users, with hashes of their passwords, and their permissions. A tenant's name is letters, digits and hyphens. There is no user guest.</summary>
internal static class BrokerDefinitions
{
    private const string VirtualHost = "/";

    internal static Func<ContainerFileSystemCallbackContext, CancellationToken, Task<IEnumerable<ContainerFileSystemItem>>> For(RabbitMQServerResource broker) =>
        async (_, cancellationToken) =>
        [
            new ContainerFile { Name = "definitions.json", Contents = await Definitions(broker, cancellationToken) },
            new ContainerDirectory
            {
                Name = "conf.d",
                Entries = [new ContainerFile { Name = "20-definitions.conf", Contents = "load_definitions = /etc/rabbitmq/definitions.json\n" }],
            },
        ];

    private static async Task<string> Definitions(RabbitMQServerResource broker, CancellationToken cancellationToken)
    {
        var users = new JsonArray();
        var permissions = new JsonArray();
        var topicPermissions = new JsonArray();
        string administrator = await broker.UserNameParameter!.GetValueAsync(cancellationToken) ?? "";
        await Add(new BrokerUser(administrator, [], ".*", ".*", ".*"), broker.PasswordParameter, "administrator");
        foreach (BrokerLogin login in broker.Annotations.OfType<BrokerLogin>())
        {
            await Add(login.User, login.Password);
        }

        return new JsonObject
        {
            ["users"] = users,
            ["vhosts"] = new JsonArray(new JsonObject { ["name"] = VirtualHost }),
            ["permissions"] = permissions,
            ["topic_permissions"] = topicPermissions,
        }.ToJsonString();

        async Task Add(BrokerUser user, ParameterResource password, params string[] tags)
        {
            users.Add(new JsonObject
            {
                ["name"] = user.Name,
                ["password_hash"] = Hash(await password.GetValueAsync(cancellationToken) ?? ""),
                ["hashing_algorithm"] = "rabbit_password_hashing_sha256",
                ["tags"] = new JsonArray([.. tags.Select(tag => JsonValue.Create(tag))]),
                ["limits"] = new JsonObject(),
            });
            permissions.Add(new JsonObject
            {
                ["user"] = user.Name,
                ["vhost"] = VirtualHost,
                ["configure"] = user.Configure,
                ["write"] = user.Write,
                ["read"] = user.Read,
            });
            string keys = $"^({string.Join('|', user.Tenants)})$";
            foreach (string exchange in user.TenantExchanges)
            {
                topicPermissions.Add(new JsonObject { ["user"] = user.Name, ["vhost"] = VirtualHost, ["exchange"] = exchange, ["write"] = keys, ["read"] = keys });
            }
        }
    }

    /// <summary>Base64 of a four-byte salt followed by SHA-256 of salt and password, as RabbitMQ's documentation has it.</summary>
    private static string Hash(string password)
    {
        byte[] salt = RandomNumberGenerator.GetBytes(4);
        return Convert.ToBase64String([.. salt, .. SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes(password)])]);
    }
}
