using PrivacyPlatform.Kernel;
using PrivacyPlatform.SubProcessors.Transfers;
using static PrivacyPlatform.SubProcessors.Vendors.VendorEvent;
using static PrivacyPlatform.SubProcessors.Vendors.VendorState;

namespace PrivacyPlatform.SubProcessors.Vendors;

/// <summary>Record from when until when a vendor stands on a framework's list or has approved corporate rules; see <see cref="VendorCertified"/>.</summary>
public sealed record CertifyVendor(string VendorId, string MechanismId, DateOnly From, DateOnly? Until, TransferLaw Law) : VendorCommand;

public static partial class VendorDecider
{
    private static Decision<VendorEvent> Decide(CertifyVendor command, VendorState state) => (command, state) switch
    {
        _ when VendorRefusals.OfId(command.VendorId) is { } refusal => refusal,
        (_, not Known) => VendorRefusals.Unknown,
        _ when !command.Law.Mechanisms.ContainsKey(command.MechanismId) => VendorRefusals.MechanismUnknown,
        _ when command.Until <= command.From => VendorRefusals.DatesOutOfOrder,
        (_, Known { Vendor.Certifications: var held }) when held.Contains(new Certification(command.MechanismId, command.From, command.Until)) =>
            Decision<VendorEvent>.Nothing,
        _ => new VendorCertified(command.VendorId, command.MechanismId, command.From, command.Until),
    };
}
