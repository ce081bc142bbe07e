namespace PrivacyPlatform.EvidenceLog.Notes;

/// <summary>The name of one tenant's log at one service, and of its key: <c>privacyplatform.invalid/consent/acme</c>.</summary>
public static class Origin
{
    /// <param name="prefix">The installation's and the service's name; its first part should be a domain of the installation's own.</param>
    /// <param name="tenant">Percent-encoded where it must be (RFC 3986), so that any tenant has a log.</param>
    /// <exception cref="ArgumentException">The prefix has a space, a plus sign or a control character: a note could be read in two ways.</exception>
    public static string Of(string prefix, string tenant)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(prefix);
        ArgumentException.ThrowIfNullOrWhiteSpace(tenant);
        return IsName(prefix)
            ? $"{prefix}/{Uri.EscapeDataString(tenant)}"
            : throw new ArgumentException("A log's name has no spaces, no plus sign and no control characters.", nameof(prefix));
    }

    /// <summary>Null for a name without a tenant.</summary>
    public static string? TenantOf(string origin)
    {
        ArgumentNullException.ThrowIfNull(origin);
        return origin.LastIndexOf('/') is > 0 and var slash ? Uri.UnescapeDataString(origin[(slash + 1)..]) : null;
    }

    internal static bool IsName(string name) => name.Length > 0 && !name.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c == '+');
}
