using PrivacyPlatform.Kernel;
using PrivacyPlatform.SubProcessors.Transfers;
using static PrivacyPlatform.SubProcessors.Vendors.VendorEvent;
using static PrivacyPlatform.SubProcessors.Vendors.VendorState;

namespace PrivacyPlatform.SubProcessors.Vendors;

/// <summary>Say all that is known of a company; see <see cref="VendorDescribed"/>.</summary>
public sealed record DescribeVendor(
    string VendorId,
    string? Name,
    bool NameIsInferred,
    string? Country,
    IReadOnlyList<string> Contacts,
    string? InformationUrl,
    TransferLaw Law) : VendorCommand;

public static partial class VendorDecider
{
    private static Decision<VendorEvent> Decide(DescribeVendor command, VendorState state)
    {
        if (Check(command) is { } refusal)
        {
            return refusal;
        }

        string[] contacts = [.. command.Contacts.Distinct(StringComparer.Ordinal)];
        var inferred = command.NameIsInferred && command.Name is not null;
        return state is Known { Vendor: { IsDescribed: true } known }
            && (known.Name, known.NameIsInferred, known.Country, known.InformationUrl) == (command.Name, inferred, command.Country, command.InformationUrl)
            && known.Contacts.SequenceEqual(contacts, StringComparer.Ordinal)
                ? Decision<VendorEvent>.Nothing
                : new VendorDescribed(command.VendorId, command.Name, inferred, command.Country, contacts, command.InformationUrl);
    }

    private static Refusal? Check(DescribeVendor command) => command switch
    {
        _ when VendorRefusals.OfId(command.VendorId) is { } refusal => refusal,
        { Name: { } name } when !Shape.IsText(name, atMost: 200) => VendorRefusals.NameMalformed,
        { Country: { } country } when !command.Law.Knows(Place.Country(country)) => VendorRefusals.CountryUnknown,
        _ when !command.Contacts.All(ContactAddress.IsAddress) => VendorRefusals.ContactMalformed,
        { InformationUrl: { } url } when !Shape.IsUrl(url) => VendorRefusals.InformationUrlMalformed,
        _ => null,
    };
}
