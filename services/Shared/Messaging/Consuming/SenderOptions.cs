namespace PrivacyPlatform.Messaging;

/// <summary>Section <c>Bus</c> of the configuration: for whom each broker user may speak. Read anew when the configuration changes.</summary>
public sealed class SenderOptions
{
    /// <summary>Among a user's tenants: all of them. For services, which announce whatever they recorded.</summary>
    public const string EveryTenant = "*";

    /// <summary>Names of broker users, and the tenants that their messages may name. A user that is not here speaks for nobody.</summary>
    public Dictionary<string, string[]> Tenants { get; } = new(StringComparer.Ordinal);

    /// <summary>Broker users that send messages again out of the error queues; such a message speaks for whoever sent it first.</summary>
    public IList<string> Operators { get; } = [];
}
