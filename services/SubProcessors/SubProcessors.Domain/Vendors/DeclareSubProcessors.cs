using PrivacyPlatform.Kernel;
using PrivacyPlatform.SubProcessors.Transfers;
using static PrivacyPlatform.SubProcessors.Vendors.VendorEvent;
using static PrivacyPlatform.SubProcessors.Vendors.VendorState;

namespace PrivacyPlatform.SubProcessors.Vendors;

/// <summary>Say which vendors a vendor uses itself, all of them; an empty list says that it uses none.</summary>
public sealed record DeclareSubProcessors(string VendorId, IReadOnlyList<NestedSubProcessor> SubProcessors, TransferLaw Law) : VendorCommand;

public static partial class VendorDecider
{
    private static Decision<VendorEvent> Decide(DeclareSubProcessors command, VendorState state) => (command, state) switch
    {
        _ when VendorRefusals.OfId(command.VendorId) is { } refusal => refusal,
        (_, not Known) => VendorRefusals.Unknown,
        _ when command.SubProcessors.Any(nested => nested.VendorId == command.VendorId) => VendorRefusals.NestsItself,
        _ when !command.SubProcessors.All(nested => IsWellFormed(nested, command.Law)) || HasDoubles(command.SubProcessors) => VendorRefusals.NestedMalformed,
        (_, Known { Vendor.SubProcessors: var known }) when IsSame(known, command.SubProcessors) => Decision<VendorEvent>.Nothing,
        _ => new SubProcessorsDeclared(command.VendorId, command.SubProcessors),
    };

    private static bool IsWellFormed(NestedSubProcessor nested, TransferLaw law) =>
        Shape.IsCode(nested.VendorId) && (nested.Purpose is null || Shape.IsText(nested.Purpose, atMost: 500)) && nested.Places.All(law.Knows);

    private static bool HasDoubles(IReadOnlyList<NestedSubProcessor> nested) =>
        nested.Select(one => one.VendorId).Distinct(StringComparer.Ordinal).Count() < nested.Count;

    private static bool IsSame(IReadOnlyList<NestedSubProcessor> known, IReadOnlyList<NestedSubProcessor> told) =>
        known.Count == told.Count
        && known.Zip(told).All(pair =>
            pair.First.VendorId == pair.Second.VendorId && pair.First.Purpose == pair.Second.Purpose && pair.First.Places.SequenceEqual(pair.Second.Places));
}
