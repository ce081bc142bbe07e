using PrivacyPlatform.Kernel;

namespace PrivacyPlatform.Consent.Notices;

public abstract record NoticeCommand;

/// <summary>The rules of one document. Each command's rule sits in the file named after the command.</summary>
public static partial class NoticeDecider
{
    public static Decider<NoticeCommand, NoticeState, NoticeEvent> Decider { get; } =
        new(Decide, NoticeState.Evolve, NoticeState.Initial);

    public static Decision<NoticeEvent> Decide(NoticeCommand command, NoticeState state) => command switch
    {
        PublishNotice publish => Decide(publish, state),
        _ => throw new InvalidOperationException($"{command.GetType().Name} is not decided"),
    };
}
