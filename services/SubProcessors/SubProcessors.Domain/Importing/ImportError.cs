using PrivacyPlatform.Kernel;

namespace PrivacyPlatform.SubProcessors.Importing;

/// <summary>Why a row cannot be imported.</summary>
/// <param name="Row">From 1.</param>
/// <param name="Field">The column; null: no single one.</param>
/// <param name="Code">Stable, part of the API.</param>
/// <param name="Message">For people; never repeats what stands in the row.</param>
public sealed record ImportError(int Row, string? Field, string Code, string Message)
{
    /// <summary>A command's refusal, in the words of the file.</summary>
    public static ImportError Of(int row, Refusal refusal) => new(row, ColumnOf(refusal.Field), refusal.Code, refusal.Message);

    // The commands' fields in the file's columns.
    private static string? ColumnOf(string? field) => field switch
    {
        "terms.contact" or "contacts" => "contact",
        "terms.locations" or "country" => "locations",
        "terms.purposes" or "purposes" => "purpose",
        "terms.data_categories" => "data_categories",
        "terms.transfer_mechanism" => "transfer_mechanism",
        "terms.information_url" or "information_url" => "info_url",
        "terms.order" => "order",
        "register_id" or "mentioned_in" => "register",
        "vendor_id" => "name",
        _ => field,
    };
}
