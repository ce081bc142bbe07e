using PrivacyPlatform.Kernel;
using static PrivacyPlatform.SubProcessors.Notices.NoticeEvent;

namespace PrivacyPlatform.SubProcessors.Notices;

/// <summary>Record what an attempt came to.</summary>
/// <param name="Attempt">Its number on this channel; another than the next is one that was recorded already.</param>
/// <param name="Jitter">See <see cref="RetrySchedule.After"/>.</param>
public sealed record RecordDelivery(DeliveryChannel Channel, int Attempt, DeliveryResult Result, double Jitter, DateTimeOffset RecordedAt) : NoticeCommand;

public static partial class NoticeDecider
{
    private static Decision<NoticeEvent> Decide(RecordDelivery command, Notice notice) => notice.On(command.Channel) switch
    {
        { DueAt: not null } delivery when command.Attempt == delivery.Attempts + 1 =>
            new NoticeDeliveryAttempted(command.Channel, command.Attempt, command.Result, command.RecordedAt, NextAt(command, delivery)),
        _ => Decision<NoticeEvent>.Nothing,
    };

    private static DateTimeOffset? NextAt(RecordDelivery command, Delivery delivery) =>
        RetrySchedule.IsOfUse(command.Result) ? command.RecordedAt + RetrySchedule.After(delivery.AttemptsOfSend + 1, command.Jitter) : null;
}
