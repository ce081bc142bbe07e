namespace PrivacyPlatform.Evidence.Notes;

/// <summary>The name of one tenant's log at one service, and of its key: <c>privacyplatform.invalid/consent/acme</c>.</summary>
public static class Origin
{
    /// <param name="prefix">The installation's and the service's name; its first part should be a domain of the installation's own.</param>
    /// <exception cref="ArgumentException">The name would have a space, a plus sign or a control character: a note could be read in two ways.</exception>
    public static string Of(string prefix, string tenant)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(prefix);
        ArgumentException.ThrowIfNullOrWhiteSpace(tenant);
        var origin = $"{prefix}/{tenant}";
        return IsName(origin) ? origin : throw new ArgumentException("A log's name has no spaces, no plus sign and no control characters.", nameof(tenant));
    }

    internal static bool IsName(string name) => name.Length > 0 && !name.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c == '+');
}
