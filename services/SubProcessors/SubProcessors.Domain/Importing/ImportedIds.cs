using System.Globalization;
using System.Text;

namespace PrivacyPlatform.SubProcessors.Importing;

/// <summary>Ids for what a file names only in words. The same file always gives the same ids.</summary>
internal static class ImportedIds
{
    /// <summary>A vendor's id: its name in lower case, what is no letter or digit as "-"; empty: the name has neither. A vendor without a name is one of its own.</summary>
    public static string VendorOf(ImportRow row) => row.Name is { } name ? SlugOf(name) : $"unnamed-{row.Register}-{row.Order}";

    public static string EngagementOf(ImportRow row, string vendorId) =>
        row.Engagement ?? (row.Name is null ? $"{row.Register}-row-{row.Order}" : $"{row.Register}-{vendorId}");

    private static string SlugOf(string name)
    {
        var slug = new StringBuilder(name.Length);
        foreach (var c in name.Normalize(NormalizationForm.FormD).ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                slug.Append(c);
            }
            else if (slug.Length > 0 && slug[^1] != '-' && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
            {
                slug.Append('-');
            }
        }

        // Short enough that an engagement's id, which has the register's before it, still is one.
        return slug.ToString(0, int.Min(slug.Length, 60)).Trim('-');
    }
}
