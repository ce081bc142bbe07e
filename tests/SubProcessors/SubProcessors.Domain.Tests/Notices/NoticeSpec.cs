using PrivacyPlatform.SubProcessors.Engagements;
using PrivacyPlatform.SubProcessors.Notices;
using PrivacyPlatform.Testing;
using static PrivacyPlatform.SubProcessors.Notices.NoticeEvent;

namespace PrivacyPlatform.SubProcessors.Tests.Notices;

/// <summary>One notice to one customer, by webhook and mail, from 2026-01-02, 09:00 UTC on.</summary>
public abstract class NoticeSpec
{
    protected static readonly DateTimeOffset At = new(2026, 1, 2, 9, 0, 0, TimeSpan.Zero);

    protected static readonly NoticeFacts Facts = new("norse", "billing", "billing-acme", "acme", 1, Introduction.Announced, At, 14, new(2026, 1, 17, 0, 0, 0, TimeSpan.Zero));

    protected static readonly NoticeIssued Issued = new(Facts, [DeliveryChannel.Webhook, DeliveryChannel.Email], At);

    protected DeciderSpec<NoticeCommand, NoticeState, NoticeEvent> Spec { get; } = new(NoticeDecider.Decider);

    protected static NoticeDeliveryAttempted Attempted(int attempt, DeliveryResult result, DateTimeOffset? nextAt, DeliveryChannel channel = DeliveryChannel.Webhook) =>
        new(channel, attempt, result, At, nextAt);

    /// <summary>A webhook's attempts until it is given up.</summary>
    protected static NoticeEvent[] GivenUp { get; } =
        [Issued, .. Enumerable.Range(1, RetrySchedule.MostAttempts).Select(n => Attempted(n, DeliveryResult.Failed, n < RetrySchedule.MostAttempts ? At : null))];

    protected static Notice Of(params NoticeEvent[] history) => ((NoticeState.Issued)NoticeDecider.Decider.Fold(history)).Notice;
}
