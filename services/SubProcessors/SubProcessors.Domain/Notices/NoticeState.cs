using System.Collections.Immutable;
using static PrivacyPlatform.SubProcessors.Notices.NoticeEvent;

namespace PrivacyPlatform.SubProcessors.Notices;

public abstract record NoticeState
{
    private NoticeState() { }

    public sealed record NotDue : NoticeState;

    public sealed record Issued(Notice Notice) : NoticeState;

    public static NoticeState Initial { get; } = new NotDue();

    public static NoticeState Evolve(NoticeState state, NoticeEvent @event) => (state, @event) switch
    {
        (NotDue, NoticeIssued e) => new Issued(new Notice(e.Facts, e.At, [.. e.Channels.Select(channel => Delivery.Begun(channel, e.At))])),
        (Issued { Notice: var notice }, NoticeDeliveryAttempted e) => new Issued(notice.With(notice.On(e.Channel)!.After(e))),
        (Issued { Notice: var notice }, NoticeResent e) => new Issued(e.Channels.Aggregate(
            notice, (before, channel) => before.With((before.On(channel) ?? Delivery.Begun(channel, e.At)).Again(e.At)))),
        _ => throw new InvalidOperationException($"({state.GetType().Name}, {@event.GetType().Name}) is not evolved"),
    };
}

/// <summary>A notice to one customer, and how far its delivery is on each channel.</summary>
public sealed record Notice(NoticeFacts Facts, DateTimeOffset IssuedAt, ImmutableList<Delivery> Deliveries)
{
    /// <summary>Null: it is not sent that way.</summary>
    public Delivery? On(DeliveryChannel channel) => Deliveries.Find(delivery => delivery.Channel == channel);

    internal Notice With(Delivery changed) => this with { Deliveries = Deliveries.RemoveAll(delivery => delivery.Channel == changed.Channel).Add(changed) };
}

public enum DeliveryStatus
{
    /// <summary>It is on its way, or will be tried again.</summary>
    Pending = 1,

    Delivered = 2,

    /// <summary>Given up, until somebody sends it again.</summary>
    Dead = 3,
}

/// <param name="Attempts">In all.</param>
/// <param name="AttemptsOfSend">Since it was sent, or sent again.</param>
/// <param name="LastResult">Null: it was not tried yet.</param>
/// <param name="DueAt">When it is tried next; null: not by itself.</param>
public sealed record Delivery(
    DeliveryChannel Channel, int Attempts, int AttemptsOfSend, DeliveryResult? LastResult, DateTimeOffset? LastAt, DateTimeOffset? DueAt)
{
    public DeliveryStatus Status() =>
        DueAt is not null ? DeliveryStatus.Pending
        : LastResult == DeliveryResult.Accepted ? DeliveryStatus.Delivered
        : DeliveryStatus.Dead;

    internal static Delivery Begun(DeliveryChannel channel, DateTimeOffset at) => new(channel, 0, 0, null, null, at);

    internal Delivery After(NoticeDeliveryAttempted e) => this with
    {
        Attempts = e.Attempt, AttemptsOfSend = AttemptsOfSend + 1, LastResult = e.Result, LastAt = e.At, DueAt = e.NextAt,
    };

    internal Delivery Again(DateTimeOffset at) => this with { AttemptsOfSend = 0, DueAt = at };
}
