using Npgsql;

namespace PrivacyPlatform.PersonalData;

/// <summary>The login role that a service uses the vault with; never the owner's, and never the one of its event store.</summary>
public sealed record VaultRole(string Name, string Password)
{
    /// <summary>The role that <c>ConnectionStrings:vault</c> names.</summary>
    public static VaultRole Of(string vault)
    {
        var connection = new NpgsqlConnectionStringBuilder(vault);
        return new(
            connection.Username ?? throw new ArgumentException("No user name.", nameof(vault)),
            connection.Password ?? throw new ArgumentException("No password.", nameof(vault)));
    }

    /// <summary>Leaves the password out.</summary>
    public override string ToString() => Name;
}
