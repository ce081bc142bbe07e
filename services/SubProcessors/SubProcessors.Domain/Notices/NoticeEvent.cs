namespace PrivacyPlatform.SubProcessors.Notices;

/// <summary>Everything that can happen to one notice to one customer. Stream: <c>notice-{id}</c>; the id follows from the facts, see <see cref="NoticeId"/>.</summary>
public abstract record NoticeEvent
{
    private NoticeEvent() { }

    /// <summary>It is due to the customer.</summary>
    /// <param name="Channels">How it is sent; empty: the customer named no address, and nothing is sent.</param>
    public sealed record NoticeIssued(NoticeFacts Facts, IReadOnlyList<DeliveryChannel> Channels, DateTimeOffset At) : NoticeEvent;

    /// <summary>One attempt to deliver it.</summary>
    /// <param name="Attempt">1, 2, 3 … on this channel.</param>
    /// <param name="NextAt">When it is tried again; null: it arrived, or it is not tried again by itself.</param>
    public sealed record NoticeDeliveryAttempted(
        DeliveryChannel Channel, int Attempt, DeliveryResult Result, DateTimeOffset At, DateTimeOffset? NextAt) : NoticeEvent;

    /// <summary>Somebody had it sent again.</summary>
    public sealed record NoticeResent(IReadOnlyList<DeliveryChannel> Channels, DateTimeOffset At) : NoticeEvent;
}
