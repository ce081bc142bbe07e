using PrivacyPlatform.SubProcessors.Vendors;
using PrivacyPlatform.Testing;
using static PrivacyPlatform.SubProcessors.Vendors.VendorEvent;

namespace PrivacyPlatform.SubProcessors.Tests.Vendors;

public abstract class VendorSpec
{
    protected static readonly DateTimeOffset At = new(2026, 1, 1, 9, 0, 0, TimeSpan.Zero);

    protected static readonly VendorDescribed Described = new("acme", "Acme", NameIsInferred: true, "US", ["privacy@acme.example"], "https://acme.example/privacy");

    protected DeciderSpec<VendorCommand, VendorState, VendorEvent> Spec { get; } = new(VendorDecider.Decider);
}
