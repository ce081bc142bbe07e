using PrivacyPlatform.Kernel;
using static PrivacyPlatform.SubProcessors.Notices.NoticeState;

namespace PrivacyPlatform.SubProcessors.Notices;

public abstract record NoticeCommand;

/// <summary>The rules of one notice. Each command's rule sits in the file named after the command.</summary>
public static partial class NoticeDecider
{
    public static Decider<NoticeCommand, NoticeState, NoticeEvent> Decider { get; } = new(Decide, NoticeState.Evolve, NoticeState.Initial);

    public static Decision<NoticeEvent> Decide(NoticeCommand command, NoticeState state) => (command, state) switch
    {
        (IssueNotice issue, _) => Decide(issue, state),
        (_, not Issued) => NoticeRefusals.Unknown,
        (RecordDelivery delivery, Issued issued) => Decide(delivery, issued.Notice),
        (ResendNotice resend, Issued issued) => Decide(resend, issued.Notice),
        _ => throw new InvalidOperationException($"{command.GetType().Name} is not decided"),
    };
}
