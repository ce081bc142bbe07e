using System.Security.Cryptography;
using System.Text;

namespace Aspire.Hosting.Local;

/// <summary>A user of a local RabbitMQ and what it may do: three regular expressions over exchange and queue names (empty string: nothing).</summary>
/// <param name="Name">User name.</param>
/// <param name="Password">In clear; only a salted hash of it is written anywhere.</param>
/// <param name="Configure">What it may declare and delete.</param>
/// <param name="Write">What it may publish to and bind.</param>
/// <param name="Read">What it may consume and bind from.</param>
/// <param name="Tags">For example <c>administrator</c>.</param>
public sealed record BrokerUser(string Name, string Password, string Configure, string Write, string Read, params IReadOnlyList<string> Tags)
{
    /// <summary>A user that may do everything.</summary>
    public static BrokerUser Administrator(string name, string password) => new(name, password, ".*", ".*", ".*", "administrator");

    /// <summary>RabbitMQ's <c>rabbit_password_hashing_sha256</c>: base64 of a four-byte salt followed by SHA-256 of salt and password.</summary>
    internal string PasswordHash()
    {
        byte[] salt = RandomNumberGenerator.GetBytes(4);
        byte[] hash = SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes(Password)]);
        return Convert.ToBase64String([.. salt, .. hash]);
    }
}
