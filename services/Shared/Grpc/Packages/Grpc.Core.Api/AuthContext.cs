using System.Text;

namespace Grpc.Core;

/// <summary>One thing that the transport knows of a peer.</summary>
public class AuthProperty
{
    private readonly byte[] value;

    private AuthProperty(string name, byte[] value)
    {
        Name = name;
        this.value = value;
    }

    /// <summary>What it is.</summary>
    public string Name { get; }

    /// <summary>As text.</summary>
    public string Value => Encoding.UTF8.GetString(value);

    /// <summary>A copy of the bytes.</summary>
    public byte[] ValueBytes => (byte[])value.Clone();

    /// <summary>Keeps a copy of the bytes.</summary>
    public static AuthProperty Create(string name, byte[] valueBytes)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(valueBytes);
        return new(name, (byte[])valueBytes.Clone());
    }
}

/// <summary>What the transport knows of a peer. Who a caller is by its token: <c>GetHttpContext().User</c>.</summary>
/// <param name="peerIdentityPropertyName">The property that identifies the peer; null: it is not authenticated by the transport.</param>
/// <param name="properties">By name.</param>
public class AuthContext(string? peerIdentityPropertyName, Dictionary<string, List<AuthProperty>> properties)
{
    /// <summary>Whether the transport authenticated the peer.</summary>
    public bool IsPeerAuthenticated => PeerIdentityPropertyName is not null;

    /// <summary>The property that identifies the peer.</summary>
    public string? PeerIdentityPropertyName { get; } = peerIdentityPropertyName;

    /// <summary>Who the peer is.</summary>
    public IEnumerable<AuthProperty> PeerIdentity => PeerIdentityPropertyName is null ? [] : FindPropertiesByName(PeerIdentityPropertyName);

    /// <summary>All that is known.</summary>
    public IEnumerable<AuthProperty> Properties => properties.Values.SelectMany(named => named);

    /// <summary>All that is known under this name.</summary>
    public IEnumerable<AuthProperty> FindPropertiesByName(string propertyName) => properties.GetValueOrDefault(propertyName) ?? [];
}
