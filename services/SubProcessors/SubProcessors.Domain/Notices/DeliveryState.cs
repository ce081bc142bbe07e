using static PrivacyPlatform.SubProcessors.Notices.DeliveryEvent;

namespace PrivacyPlatform.SubProcessors.Notices;

public abstract record DeliveryState
{
    private DeliveryState() { }

    public sealed record Nowhere : DeliveryState;

    /// <inheritdoc cref="DeliveryConfigured"/>
    public sealed record Configured(SealedText? Webhook, SealedText? Mailbox, int SecretGeneration) : DeliveryState;

    public static DeliveryState Initial { get; } = new Nowhere();

    /// <summary>In the order in which they are numbered; empty: nothing is sent.</summary>
    public IReadOnlyList<DeliveryChannel> ToChannels() => this is Configured configured
        ? [.. new[] { (DeliveryChannel.Webhook, configured.Webhook), (DeliveryChannel.Email, configured.Mailbox) }.Where(channel => channel.Item2 is not null).Select(channel => channel.Item1)]
        : [];

    public static DeliveryState Evolve(DeliveryState state, DeliveryEvent @event) => @event switch
    {
        DeliveryConfigured e => new Configured(e.Webhook, e.Mailbox, e.SecretGeneration),
        _ => throw new InvalidOperationException($"{@event.GetType().Name} is not evolved"),
    };
}
