using System.Security.Cryptography;

namespace PrivacyPlatform.EventStore;

/// <summary>
/// What PostgreSQL stores instead of a password (SCRAM-SHA-256, RFC 5802 and 7677). Made here, so that no password is ever part of an SQL text,
/// which servers may log.
/// </summary>
internal static class ScramVerifier
{
    private const int Iterations = 4096; // PostgreSQL's own default

    /// <exception cref="ArgumentException">Not plain ASCII: that would need SASLprep.</exception>
    public static string Of(string password)
    {
        if (string.IsNullOrEmpty(password) || !password.All(character => character is >= ' ' and <= '~'))
        {
            throw new ArgumentException("A database password is printable ASCII and not empty.", nameof(password));
        }

        var salt = RandomNumberGenerator.GetBytes(16);
        var salted = Rfc2898DeriveBytes.Pbkdf2(password, salt, Iterations, HashAlgorithmName.SHA256, 32);
        var storedKey = SHA256.HashData(HMACSHA256.HashData(salted, "Client Key"u8));
        var serverKey = HMACSHA256.HashData(salted, "Server Key"u8);
        return $"SCRAM-SHA-256${Iterations}:{Convert.ToBase64String(salt)}${Convert.ToBase64String(storedKey)}:{Convert.ToBase64String(serverKey)}";
    }
}
