using PrivacyPlatform.EventStore;
using PrivacyPlatform.PersonalData;
using PrivacyPlatform.SubProcessors.Delivery;
using PrivacyPlatform.SubProcessors.Notices;
using static PrivacyPlatform.SubProcessors.Notices.DeliveryEvent;

namespace PrivacyPlatform.SubProcessors.Service.Notices;

/// <summary>Where a customer gets its notices, in clear: for sending them and for the operator who asked, and for no log.</summary>
/// <param name="SecretGeneration">0: nothing was ever configured.</param>
internal sealed record CustomerAddresses(string? Webhook, string? Mailbox, int SecretGeneration)
{
    /// <summary>Without the addresses, so that they do not get into a log by accident.</summary>
    public override string ToString() => nameof(CustomerAddresses);
}

/// <summary>Reads and seals where customers get their notices.</summary>
internal sealed class CustomerDelivery(StreamReader streams, PersonalVault vault, MailSender mail)
{
    private const string WebhookField = "/webhook";
    private const string MailboxField = "/mailbox";

    /// <exception cref="VaultException">The vault is not ready.</exception>
    public async Task<CustomerAddresses> Find(string tenant, string customer, CancellationToken ct)
    {
        RecordedEvent? last = null;
        await foreach (var recorded in streams.Read(tenant, NoticeModule.Deliveries.IdOf(customer), ct: ct))
        {
            last = recorded;
        }

        if (last is null || NoticeModule.Deliveries.Events.Read(last) is not DeliveryConfigured configured)
        {
            return new(null, null, 0);
        }

        // An address whose key was destroyed is none any more.
        var opened = await vault.Unseal(last, ct);
        return new(Text(opened, WebhookField), Text(opened, MailboxField), configured.SecretGeneration);
    }

    /// <summary>How the customer gets its notices now; no address is opened.</summary>
    public async Task<IReadOnlyList<DeliveryChannel>> Channels(string tenant, string customer, CancellationToken ct)
    {
        var (state, _) = await streams.Fold(NoticeModule.Deliveries, tenant, customer, ct: ct);
        return [.. state.ToChannels().Where(channel => channel != DeliveryChannel.Email || mail.IsConfigured)];
    }

    /// <summary>Under the customer's own key, for the event that the command leads to.</summary>
    public async Task<(SealedText? Webhook, SealedText? Mailbox)> Seal(CommandEnvelope envelope, string customer, string? webhook, string? mailbox, CancellationToken ct)
    {
        var stream = NoticeModule.Deliveries.IdOf(customer);
        List<(SealedPlace Place, string Text)> values = [];
        foreach (var (field, text) in new[] { (WebhookField, webhook), (MailboxField, mailbox) })
        {
            if (text is not null)
            {
                values.Add((SealedPlace.InEventOf(envelope, stream, field), text));
            }
        }

        var sealedValues = await vault.Seal(SubjectOf(customer), values, ct);
        SealedText? Of(string field) => values.FindIndex(value => value.Place.Field == field) is var index and >= 0 ? TextOf(sealedValues[index]) : null;
        return (Of(WebhookField), Of(MailboxField));
    }

    private static string SubjectOf(string customer) => $"customer:{customer}";

    private static SealedText TextOf(SealedValue value) => new(value.Sealed, value.Key, value.Nonce, value.Data, value.Place);

    private static string? Text(IReadOnlyDictionary<string, Unsealed> opened, string field) => (opened.GetValueOrDefault(field) as Unsealed.Value)?.Text;
}
