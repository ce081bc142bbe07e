using PrivacyPlatform.EventStore;
using PrivacyPlatform.Kernel;
using PrivacyPlatform.SubProcessors.Delivery;
using PrivacyPlatform.SubProcessors.Engagements;
using PrivacyPlatform.SubProcessors.Notices;
using PrivacyPlatform.SubProcessors.Service.Engagements;

namespace PrivacyPlatform.SubProcessors.Service.Notices;

/// <summary>Objecting by the link of a notice. Looking changes nothing: mail programs open links by themselves.</summary>
internal sealed class ObjectByLink(ObjectionLink links, NoticeContents contents, StreamReader streams, RegistryReader registries, CommandExecutor executor, TimeProvider clock)
{
    /// <summary>What the link is about; and the refusal where there is nothing to show, or it is too late.</summary>
    public async Task<(NoticeContent? Content, Refusal? Refusal)> Look(string? token, CancellationToken ct)
    {
        if (links.Read(token) is not { } permit)
        {
            return (null, NoticeRefusals.LinkMalformed);
        }

        var (state, _) = await streams.Fold(NoticeModule.Stream, permit.Tenant, permit.NoticeId.ToString("D"), ct: ct);
        return state is NoticeState.Issued { Notice: var notice }
            ? (await contents.Of(permit.Tenant, permit.NoticeId, notice.Facts, ct), clock.GetUtcNow() < permit.Until ? null : NoticeRefusals.LinkExpired)
            : (null, NoticeRefusals.Unknown);
    }

    /// <param name="reason">Empty: none, and none is needed.</param>
    public async Task<(NoticeContent? Content, Refusal? Refusal)> Object(string? token, string? reason, CancellationToken ct)
    {
        var (content, refusal) = await Look(token, ct);
        if (content is null || refusal is not null || links.Read(token) is not { } permit)
        {
            return (content, refusal);
        }

        var customerId = content.Facts.CustomerId;
        var now = Moment.Of(clock);
        var objection = new ObjectToEngagement
        {
            EngagementId = content.Facts.EngagementId,
            Customer = await registries.Customer(permit.Tenant, customerId, ct),
            Reason = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim(),
            OccurredAt = now,
            RecordedAt = now,
        };
        var outcome = await executor.Execute(
            EngagementModule.Stream,
            content.Facts.EngagementId,
            objection,
            Moment.Envelope(permit.Tenant, $"customer:{customerId}", now) with { CausationId = permit.NoticeId.ToString("D") },
            ct);
        return (content, (outcome as Outcome.Refused)?.Refusal);
    }
}
