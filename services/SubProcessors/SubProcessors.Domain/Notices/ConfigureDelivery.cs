using PrivacyPlatform.Kernel;
using PrivacyPlatform.SubProcessors.Agreements;
using PrivacyPlatform.SubProcessors.Engagements;
using static PrivacyPlatform.SubProcessors.Notices.DeliveryEvent;

namespace PrivacyPlatform.SubProcessors.Notices;

/// <summary>Say where a customer gets its notices; see <see cref="DeliveryConfigured"/>. What is null is no longer used.</summary>
/// <param name="Webhook">Sealed at the edge, which also looked at the address; a rule cannot.</param>
/// <param name="RotateSecret">Sign with another secret from now on.</param>
public sealed record ConfigureDelivery(
    Customer Customer, SealedText? Webhook, SealedText? Mailbox, bool RotateSecret, DateTimeOffset RecordedAt) : DeliveryCommand;

public static partial class DeliveryDecider
{
    private static Decision<DeliveryEvent> Decide(ConfigureDelivery command, DeliveryState state) => (command, state) switch
    {
        _ when AgreementRefusals.OfCustomer(command.Customer.CustomerId) is { } refusal => refusal,
        _ when command.Customer.Agreement.At(command.RecordedAt) is null => AgreementRefusals.CustomerUnknown,
        ({ Webhook: null, Mailbox: null, RotateSecret: false }, not DeliveryState.Configured { Webhook: not null } and not DeliveryState.Configured { Mailbox: not null }) =>
            Decision<DeliveryEvent>.Nothing,
        // What is sealed cannot be compared: saying the same again is recorded again.
        _ => new DeliveryConfigured(command.Customer.CustomerId, command.Webhook, command.Mailbox, Generation(command, state)),
    };

    private static int Generation(ConfigureDelivery command, DeliveryState state) => state switch
    {
        DeliveryState.Configured configured => configured.SecretGeneration + (command.RotateSecret ? 1 : 0),
        _ => 1,
    };
}
