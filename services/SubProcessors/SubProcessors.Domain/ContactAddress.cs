using System.Diagnostics.CodeAnalysis;

namespace PrivacyPlatform.SubProcessors;

/// <summary>
/// Where a vendor is reached about data protection: an e-mail address or an https address of the vendor. It is a business contact that vendors
/// publish themselves; a mailbox that looks like one person's is kept, because the vendor named it, and is a lint finding.
/// </summary>
public static class ContactAddress
{
    private static readonly string[] RoleWords =
    [
        "privacy", "dpo", "gdpr", "data", "protection", "security", "trust", "legal", "compliance", "support", "contact", "info", "help", "hello", "office",
        "team", "service", "admin", "abuse", "notices", "mail", "post", "sales", "billing", "press", "ccpa", "dsar", "datenschutz", "personvern", "rgpd",
    ];

    private static readonly string[] PrivateProviders =
    [
        "gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "yahoo.com", "icloud.com", "me.com", "proton.me", "protonmail.com",
        "gmx.de", "gmx.net", "web.de", "mail.com", "aol.com", "fastmail.com",
    ];

    /// <summary>Whether it is an e-mail address or an https address.</summary>
    public static bool IsAddress([NotNullWhen(true)] string? value) => IsMailbox(value) || Shape.IsUrl(value);

    /// <summary>The domain that the address belongs to, in lower case; null: it is no address.</summary>
    public static string? DomainOf(string? value) =>
        IsMailbox(value) ? value[(value.IndexOf('@', StringComparison.Ordinal) + 1)..].ToLowerInvariant()
        : Shape.IsUrl(value) ? new Uri(value).Host.ToLowerInvariant()
        : null;

    /// <summary>Whether it looks like one person's mailbox: no word of a role in it, or a provider of private mailboxes.</summary>
    public static bool LooksPersonal(string? value)
    {
        if (!IsMailbox(value))
        {
            return false;
        }

        var local = value[..value.IndexOf('@', StringComparison.Ordinal)].ToLowerInvariant();
        return PrivateProviders.Contains(DomainOf(value), StringComparer.Ordinal) || !RoleWords.Any(word => local.Contains(word, StringComparison.Ordinal));
    }

    /// <summary>Whether it is an e-mail address. Enough to tell it from a name or a telephone number: whether it is read there, only a letter tells.</summary>
    public static bool IsMailbox([NotNullWhen(true)] string? value) =>
        value is { Length: >= 6 and <= 254 }
        && value.Split('@') is [{ Length: >= 1 and <= 64 } local, { } domain]
        && local.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-/=?^_`{|}~.".Contains(c, StringComparison.Ordinal))
        && domain.Split('.') is { Length: >= 2 } labels
        && labels.All(label => label.Length is >= 1 and <= 63 && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') && label[0] != '-' && label[^1] != '-')
        && labels[^1].Length >= 2 && labels[^1].Any(char.IsAsciiLetter);
}
