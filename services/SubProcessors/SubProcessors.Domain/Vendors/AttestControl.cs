using PrivacyPlatform.Kernel;
using static PrivacyPlatform.SubProcessors.Vendors.VendorEvent;
using static PrivacyPlatform.SubProcessors.Vendors.VendorState;

namespace PrivacyPlatform.SubProcessors.Vendors;

/// <summary>Record that somebody looked for a control at a vendor (O-33); see <see cref="ControlAttested"/>.</summary>
/// <param name="By">The actor of the call.</param>
/// <param name="RecordedAt">By the service's clock.</param>
public sealed record AttestControl(string VendorId, string Control, bool InPlace, string By, DateOnly On, string? EvidenceUrl, DateTimeOffset RecordedAt) : VendorCommand;

public static partial class VendorDecider
{
    private static Decision<VendorEvent> Decide(AttestControl command, VendorState state) => (command, state) switch
    {
        _ when VendorRefusals.OfId(command.VendorId) is { } refusal => refusal,
        (_, not Known) => VendorRefusals.Unknown,
        _ when !Shape.IsCode(command.Control) => VendorRefusals.ControlMalformed,
        _ when command.On > DateOnly.FromDateTime(command.RecordedAt.UtcDateTime) => VendorRefusals.AttestedInFuture,
        ({ EvidenceUrl: { } url }, _) when !Shape.IsUrl(url) => VendorRefusals.EvidenceMalformed,
        (_, Known { Vendor.Attestations: var attestations })
            when attestations.GetValueOrDefault(command.Control) == new Attestation(command.InPlace, command.By, command.On, command.EvidenceUrl) =>
            Decision<VendorEvent>.Nothing,
        _ => new ControlAttested(command.VendorId, command.Control, command.InPlace, command.By, command.On, command.EvidenceUrl),
    };
}
