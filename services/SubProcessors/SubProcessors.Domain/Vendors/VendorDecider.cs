using PrivacyPlatform.Kernel;

namespace PrivacyPlatform.SubProcessors.Vendors;

public abstract record VendorCommand;

/// <summary>The rules of one vendor. Each command's rule sits in the file named after the command.</summary>
public static partial class VendorDecider
{
    public static Decider<VendorCommand, VendorState, VendorEvent> Decider { get; } =
        new(Decide, VendorState.Evolve, VendorState.Initial);

    public static Decision<VendorEvent> Decide(VendorCommand command, VendorState state) => command switch
    {
        DescribeVendor describe => Decide(describe, state),
        ObserveVendor observe => Decide(observe, state),
        DeclareSubProcessors declare => Decide(declare, state),
        AttestControl attest => Decide(attest, state),
        CertifyVendor certify => Decide(certify, state),
        _ => throw new InvalidOperationException($"{command.GetType().Name} is not decided"),
    };
}
