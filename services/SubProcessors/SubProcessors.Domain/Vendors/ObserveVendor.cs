using PrivacyPlatform.Kernel;
using static PrivacyPlatform.SubProcessors.Vendors.VendorEvent;
using static PrivacyPlatform.SubProcessors.Vendors.VendorState;

namespace PrivacyPlatform.SubProcessors.Vendors;

/// <summary>Record that a text mentions a vendor; see <see cref="VendorObserved"/>. Whether a register lists it, is the linter's question.</summary>
public sealed record ObserveVendor(
    string VendorId,
    string? Name,
    string MentionedIn,
    IReadOnlyList<PurposeRole> Purposes,
    IReadOnlyList<string> DataCategories,
    DateTimeOffset At) : VendorCommand;

public static partial class VendorDecider
{
    private static Decision<VendorEvent> Decide(ObserveVendor command, VendorState state)
    {
        if (Check(command) is { } refusal)
        {
            return refusal;
        }

        string[] categories = [.. command.DataCategories.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return state is Known { Vendor.Observations: var observations }
            && observations.GetValueOrDefault(command.MentionedIn) is { } known
            && known.Purposes.SequenceEqual(command.Purposes)
            && known.DataCategories.SequenceEqual(categories, StringComparer.Ordinal)
                ? Decision<VendorEvent>.Nothing
                : new VendorObserved(command.VendorId, command.Name, command.MentionedIn, command.Purposes, categories, command.At);
    }

    private static Refusal? Check(ObserveVendor command) => command switch
    {
        _ when VendorRefusals.OfId(command.VendorId) is { } refusal => refusal,
        { Name: { } name } when !Shape.IsText(name, atMost: 200) => VendorRefusals.NameMalformed,
        _ when !Shape.IsCode(command.MentionedIn) => VendorRefusals.MentionMalformed,
        _ when !command.Purposes.All(purpose => Shape.IsText(purpose.Purpose, atMost: 500) && Enum.IsDefined(purpose.Role)) => VendorRefusals.PurposeMalformed,
        _ when !command.DataCategories.All(Shape.IsCode) => VendorRefusals.DataCategoryMalformed,
        _ => null,
    };
}
