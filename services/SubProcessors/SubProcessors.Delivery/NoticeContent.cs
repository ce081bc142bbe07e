using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PrivacyPlatform.SubProcessors.Engagements;
using PrivacyPlatform.SubProcessors.Notices;
using PrivacyPlatform.SubProcessors.Transfers;

namespace PrivacyPlatform.SubProcessors.Delivery;

/// <summary>What a customer reads. The same facts give the same text, so that a repetition is one.</summary>
/// <param name="VendorName">Null: not known.</param>
internal sealed record NoticeContent(
    Guid NoticeId, NoticeFacts Facts, string RegisterTitle, string? VendorName, EngagementTerms Terms, EmergencyReplacement? Emergency, Uri RegisterUrl, Uri ObjectionUrl)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // it is read as JSON and stands in no page
    };

    public string Vendor => VendorName ?? Facts.VendorId;

    public string Subject => Facts.Introduction == Introduction.Emergency
        ? $"Sub-processor replaced in an emergency: {Vendor} ({RegisterTitle})"
        : $"{(Facts.TermsNumber == 1 ? "New sub-processor" : "Change of a sub-processor")}: {Vendor} ({RegisterTitle})";

    /// <summary>The webhook's body: type, timestamp and data, as Standard Webhooks recommends.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            Type = Facts.Introduction == Introduction.Emergency ? "sub_processor.replaced_in_emergency"
                : Facts.TermsNumber == 1 ? "sub_processor.announced"
                : "sub_processor.changed",
            Timestamp = Instant(Facts.AnnouncedAt),
            Data = new
            {
                NoticeId,
                Facts.CustomerId,
                Facts.RegisterId,
                RegisterTitle,
                Facts.EngagementId,
                Facts.TermsNumber,
                Facts.VendorId,
                VendorName,
                Purposes = Terms.Purposes.Select(purpose => purpose.Purpose),
                Locations = Terms.Locations.Select(PlaceOf),
                Terms.DataCategories,
                TransferMechanism = Terms.Mechanism,
                Terms.InformationUrl,
                Replaces = Emergency?.Replaces,
                Reason = Emergency?.Reason,
                AnnouncedAt = Instant(Facts.AnnouncedAt),
                Facts.NoticeDays,
                ObjectBy = Instant(Facts.ObjectBy),
                RegisterUrl,
                ObjectionUrl,
            },
        },
        Json);

    /// <summary>The mail: plain text, no picture that would tell when it is read.</summary>
    public string ToText()
    {
        var text = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"{Subject}\n\n")
            .Append(CultureInfo.InvariantCulture, $"Sub-processor:      {Vendor}\n")
            .Append(CultureInfo.InvariantCulture, $"Purpose:            {string.Join("; ", Terms.Purposes.Select(purpose => purpose.Purpose))}\n")
            .Append(CultureInfo.InvariantCulture, $"Locations:          {string.Join(", ", Terms.Locations.Select(PlaceOf))}\n")
            .Append(CultureInfo.InvariantCulture, $"Personal data:      {(Terms.DataCategories.Count > 0 ? string.Join(", ", Terms.DataCategories) : "not known")}\n")
            .Append(CultureInfo.InvariantCulture, $"Transfer mechanism: {Terms.Mechanism ?? "none stated"}\n\n");
        if (Emergency is { } emergency)
        {
            text.Append(CultureInfo.InvariantCulture, $"It stands in the place of {emergency.Replaces} at once: {emergency.Reason}\n\n");
        }

        return text
            .Append(CultureInfo.InvariantCulture, $"Your notice period is {Facts.NoticeDays} days from {Instant(Facts.AnnouncedAt)}.\n")
            .Append(CultureInfo.InvariantCulture, $"You can object before {Instant(Facts.ObjectBy)}; if you do not, it is approved:\n{ObjectionUrl}\n\n")
            .Append(CultureInfo.InvariantCulture, $"The whole register: {RegisterUrl}\n")
            .ToString();
    }

    private static string PlaceOf(Location location) => location.Place.Kind switch
    {
        PlaceKind.Country or PlaceKind.Bloc => location.Place.Code ?? "unknown",
        PlaceKind.Anywhere => "anywhere",
        _ => "unknown",
    };

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
