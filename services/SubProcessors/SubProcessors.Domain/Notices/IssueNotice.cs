using PrivacyPlatform.Kernel;
using static PrivacyPlatform.SubProcessors.Notices.NoticeEvent;

namespace PrivacyPlatform.SubProcessors.Notices;

/// <summary>Give a customer notice; see <see cref="NoticeIssued"/>.</summary>
public sealed record IssueNotice(NoticeFacts Facts, IReadOnlyList<DeliveryChannel> Channels, DateTimeOffset RecordedAt) : NoticeCommand;

public static partial class NoticeDecider
{
    // A notice that was given is not taken back or changed: what the customer was told, it was told.
    private static Decision<NoticeEvent> Decide(IssueNotice command, NoticeState state) => state is NoticeState.NotDue
        ? new NoticeIssued(command.Facts, [.. command.Channels.Distinct().Order()], command.RecordedAt)
        : Decision<NoticeEvent>.Nothing;
}
