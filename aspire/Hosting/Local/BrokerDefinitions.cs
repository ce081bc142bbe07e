using System.Text.Json;
using System.Text.Json.Nodes;

namespace Aspire.Hosting.Local;

/// <summary>RabbitMQ's definitions file: users, the virtual host and permissions that the broker takes on at each start.</summary>
public static class BrokerDefinitions
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    /// <summary>The file's text for these users in one virtual host. With such a file RabbitMQ makes no user <c>guest</c>.</summary>
    public static string For(IReadOnlyList<BrokerUser> users, string virtualHost = "/") =>
        new JsonObject
        {
            ["users"] = new JsonArray([.. users.Select(User)]),
            ["vhosts"] = new JsonArray(new JsonObject { ["name"] = virtualHost }),
            ["permissions"] = new JsonArray([.. users.Select(user => Permission(user, virtualHost))]),
        }.ToJsonString(Readable);

    private static JsonNode User(BrokerUser user) => new JsonObject
    {
        ["name"] = user.Name,
        ["password_hash"] = user.PasswordHash(),
        ["hashing_algorithm"] = "rabbit_password_hashing_sha256",
        ["tags"] = new JsonArray([.. user.Tags.Select(tag => JsonValue.Create(tag))]),
        ["limits"] = new JsonObject(),
    };

    private static JsonNode Permission(BrokerUser user, string virtualHost) => new JsonObject
    {
        ["user"] = user.Name,
        ["vhost"] = virtualHost,
        ["configure"] = user.Configure,
        ["write"] = user.Write,
        ["read"] = user.Read,
    };
}
