using PrivacyPlatform.SubProcessors.Transfers;

namespace PrivacyPlatform.SubProcessors.Linting;

/// <summary>What should be told and is not known.</summary>
internal static class UnknownsRule
{
    public const string Name = "name.unknown";
    public const string Contact = "contact.missing";
    public const string Location = "location.unknown";
    public const string DataCategories = "data_categories.unknown";

    public static IEnumerable<Finding> Check(Registry registry, DateOnly day)
    {
        foreach (var row in registry.Rows)
        {
            if (row.Vendor.Name is null)
            {
                yield return Finding.Of(row, Name, Severity.Error, "Nobody can tell who it is: the vendor has no name.");
            }

            if (row.Terms.Contact is null && row.Vendor.Contacts.Count == 0)
            {
                yield return Finding.Of(row, Contact, Severity.Warning, "There is no contact.");
            }

            if (row.Terms.Locations.Any(location => location.Place.Kind == PlaceKind.Unknown))
            {
                yield return Finding.Of(row, Location, Severity.Error, "It is not told where the data goes.");
            }

            if (row.Terms.DataCategories.Count == 0)
            {
                yield return Finding.Of(row, DataCategories, Severity.Warning, "It is not told what data is handled.");
            }
        }
    }
}
