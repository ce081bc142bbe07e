namespace PrivacyPlatform.SubProcessors.Linting;

/// <summary>Contacts that are one person's, or somebody else's.</summary>
internal static class ContactRule
{
    public const string Personal = "contact.personal_mailbox";
    public const string OfAnother = "contact.of_another_vendor";

    public static IEnumerable<Finding> Check(Registry registry, DateOnly day)
    {
        var registers = registry.Rows.GroupBy(row => row.Engagement.RegisterId, StringComparer.Ordinal);
        foreach (var rows in registers.Select(register => register.ToList()))
        {
            for (var at = 0; at < rows.Count; at++)
            {
                var row = rows[at];
                if (ContactAddress.LooksPersonal(row.Terms.Contact))
                {
                    yield return Finding.Of(row, Personal, Severity.Warning, "The contact looks like one person's mailbox: it ends with the person's job.");
                }

                if (OwnerOf(row, at, rows) is { } owner)
                {
                    yield return Finding.Of(row, OfAnother, Severity.Warning, "The contact seems to be another row's: see the related one.", owner.EngagementId);
                }
            }
        }
    }

    // Two traces of a contact that slipped: its domain bears another vendor's name; or its row has no name and neither has a row beside it, which has no
    // contact: one of the two is whose it is.
    private static Row? OwnerOf(Row row, int at, List<Row> rows)
    {
        if (row.Terms.Contact is not { } contact || ContactAddress.DomainOf(contact) is not { } domain)
        {
            return null;
        }

        return row.Vendor.Name is { } name
            ? Bears(domain, name) ? null : rows.Find(other => other.Vendor.VendorId != row.Vendor.VendorId && other.Vendor.Name is { } theirs && Bears(domain, theirs))
            : Beside(rows, at).FirstOrDefault(other => other.Vendor.Name is null && other.Terms.Contact is null)
                ?? rows.Find(other => other.Vendor.Name is { } theirs && Bears(domain, theirs));
    }

    private static IEnumerable<Row> Beside(List<Row> rows, int at) =>
        new[] { at + 1, at - 1 }.Where(index => index >= 0 && index < rows.Count).Select(index => rows[index]);

    private static bool Bears(string domain, string name)
    {
        var letters = string.Concat(name.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit));
        var labels = string.Concat(domain.Split('.')[..^1].SelectMany(label => label.Where(char.IsAsciiLetterOrDigit)));
        return letters.Length >= 3 && labels.Length >= 3 && (labels.Contains(letters, StringComparison.Ordinal) || letters.Contains(labels, StringComparison.Ordinal));
    }
}
