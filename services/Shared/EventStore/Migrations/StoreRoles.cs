using Npgsql;

namespace PrivacyPlatform.EventStore;

/// <summary>The two login roles that a migration makes for a service; the owner, which migrates, is neither.</summary>
/// <param name="ServiceRole">Appends and reads one tenant at a time; can change or remove no event.</param>
/// <param name="RelayRole">Reads events of all tenants and empties the outbox.</param>
public sealed record StoreRoles(string ServiceRole, string ServicePassword, string RelayRole, string RelayPassword)
{
    /// <summary>The roles that two connection strings name (<c>ConnectionStrings:store</c> and <c>ConnectionStrings:store-relay</c>).</summary>
    public static StoreRoles Of(string store, string storeRelay)
    {
        var service = new NpgsqlConnectionStringBuilder(store);
        var relay = new NpgsqlConnectionStringBuilder(storeRelay);
        return new(
            service.Username ?? throw new ArgumentException("No user name.", nameof(store)),
            service.Password ?? throw new ArgumentException("No password.", nameof(store)),
            relay.Username ?? throw new ArgumentException("No user name.", nameof(storeRelay)),
            relay.Password ?? throw new ArgumentException("No password.", nameof(storeRelay)));
    }

    /// <summary>Leaves the passwords out.</summary>
    public override string ToString() => $"{ServiceRole}, {RelayRole}";
}
