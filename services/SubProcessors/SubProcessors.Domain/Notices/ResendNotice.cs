using PrivacyPlatform.Kernel;
using static PrivacyPlatform.SubProcessors.Notices.NoticeEvent;

namespace PrivacyPlatform.SubProcessors.Notices;

/// <summary>Send a notice again where it was given up, and for the first time where the customer had no address before.</summary>
/// <param name="Channels">Those that the customer has now.</param>
public sealed record ResendNotice(IReadOnlyList<DeliveryChannel> Channels, DateTimeOffset RecordedAt) : NoticeCommand;

public static partial class NoticeDecider
{
    private static Decision<NoticeEvent> Decide(ResendNotice command, Notice notice)
    {
        DeliveryChannel[] channels =
            [.. command.Channels.Distinct().Order().Where(channel => notice.On(channel) is null || notice.On(channel)!.Status() == DeliveryStatus.Dead)];
        return channels.Length > 0 ? new NoticeResent(channels, command.RecordedAt) : NoticeRefusals.NothingToResend;
    }
}
