using System.Security.Cryptography;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.SubProcessors.Delivery;
using PrivacyPlatform.SubProcessors.Notices;

namespace PrivacyPlatform.SubProcessors.Service.Notices;

/// <summary>
/// One attempt to deliver one notice, and its record. Between the two the process can end: then the next attempt sends it once more, under the same id.
/// </summary>
internal sealed class DeliveryAttempt(
    StreamReader streams,
    CommandExecutor executor,
    CustomerDelivery customers,
    NoticeContents contents,
    NoticeSecrets secrets,
    WebhookSender webhooks,
    MailSender mail,
    TimeProvider clock)
{
    /// <summary>Tries, if it still is due.</summary>
    public async Task Make(DueDelivery due, CancellationToken ct)
    {
        var (tenant, id, channel) = due;
        var (state, _) = await streams.Fold(NoticeModule.Stream, tenant, id.ToString("D"), ct: ct);
        if (state is not NoticeState.Issued { Notice: var notice } || notice.On(channel) is not { DueAt: { } dueAt } delivery || dueAt > clock.GetUtcNow())
        {
            return;
        }

        var result = await Send(tenant, id, notice.Facts, channel, ct);
        var now = Moment.Of(clock);
        var jitter = RandomNumberGenerator.GetInt32(0, 1_000_001) / 1_000_000d;
        await executor.Execute(
            NoticeModule.Stream,
            id.ToString("D"),
            new RecordDelivery(channel, delivery.Attempts + 1, result, jitter, now),
            Moment.Envelope(tenant, NoticeActor.Code, now),
            CancellationToken.None); // it was sent: that is recorded also while the service stops
    }

    private async Task<DeliveryResult> Send(string tenant, Guid id, NoticeFacts facts, DeliveryChannel channel, CancellationToken ct)
    {
        var addresses = await customers.Find(tenant, facts.CustomerId, ct);
        return (channel, addresses) switch
        {
            (DeliveryChannel.Webhook, { Webhook: { } webhook }) => await webhooks.Send(
                webhook,
                secrets.OfWebhook(tenant, facts.CustomerId, addresses.SecretGeneration),
                id,
                (await contents.Of(tenant, id, facts, ct)).ToJson(),
                ct),
            (DeliveryChannel.Email, { Mailbox: { } mailbox }) => await Mail(mailbox, await contents.Of(tenant, id, facts, ct), ct),
            _ => DeliveryResult.NoAddress,
        };
    }

    private Task<DeliveryResult> Mail(string mailbox, NoticeContent content, CancellationToken ct) =>
        mail.Send(mailbox, content.NoticeId, content.Subject, content.ToText(), ct);
}
