using System.CommandLine;
using PrivacyPlatform.Consent.V1;
using PrivacyPlatform.Messaging;

namespace PrivacyPlatform.Cli;

/// <summary><c>privacy errors</c>: messages that were refused or could not be handled, and the way back.</summary>
internal static class ErrorsCommand
{
    private static readonly string[] Queues = [QueueNames.Of("consent", ConsentCaptured.Descriptor)];

    public static Command Build(Surroundings surroundings) =>
        new DocumentedCommand(
            "errors",
            "Messages from product teams that wait for an operator, with the reason of each.",
            "privacy errors list",
            "privacy errors show 01957a00-0000-7000-8000-000000000001",
            "privacy errors resend --all")
        {
            BrokerConnection.Broker,
            List(surroundings),
            Show(surroundings),
            Resend(surroundings),
            Discard(surroundings),
        };

    private static DocumentedCommand List(Surroundings surroundings)
    {
        var command = new DocumentedCommand("list", "What waits, oldest first.", "privacy errors list", "privacy errors list --json | jq -r .code | sort | uniq -c");
        command.SetAction(async (parsed, ct) =>
        {
            var found = await Find(parsed, surroundings, messageId: null, ct);
            return ErrorsView.List(found, parsed.GetValue(GlobalOptions.Json), surroundings);
        });
        return command;
    }

    private static DocumentedCommand Show(Surroundings surroundings)
    {
        var id = new Argument<string>("ID") { Description = "The message's id, as in: privacy errors list" };
        var body = new Option<bool>("--body") { Description = "The message's body, too. It may hold what its producer should not have sent." };
        var command = new DocumentedCommand(
            "show", "Why one message waits, and its headers.", "privacy errors show 01957a00-0000-7000-8000-000000000001 --body")
        {
            id,
            body,
        };
        command.SetAction(async (parsed, ct) =>
        {
            var found = await Find(parsed, surroundings, parsed.GetValue(id), ct);
            return found.Count == 0
                ? throw NotThere()
                : ErrorsView.Show(found, parsed.GetValue(body), parsed.GetValue(GlobalOptions.Json), surroundings);
        });
        return command;
    }

    private static DocumentedCommand Resend(Surroundings surroundings)
    {
        var id = new Argument<string?>("ID") { Description = "The message's id, as in: privacy errors list", Arity = ArgumentArity.ZeroOrOne };
        var all = new Option<bool>("--all") { Description = "Everything that waits." };
        var command = new DocumentedCommand(
            "resend",
            "Sends a message, or all, again to the queue it failed in, and to nobody else. Sending twice is safe: the message's id stays.",
            "privacy errors resend 01957a00-0000-7000-8000-000000000001",
            "privacy errors resend --all")
        {
            id,
            all,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(all) == result.GetValue(id) is not null)
            {
                result.AddError("Say which message: an ID, or --all.");
            }
        });
        command.SetAction(async (parsed, ct) =>
        {
            var sent = 0;
            foreach (var queue in Queues)
            {
                sent += await BrokerConnection.Ask(parsed, surroundings, errors => errors.Resend(queue, parsed.GetValue(id), ct));
            }

            return sent == 0 && parsed.GetValue(id) is not null
                ? throw NotThere()
                : ErrorsView.Sent(sent, parsed.GetValue(GlobalOptions.Json), surroundings);
        });
        return command;
    }

    private static DocumentedCommand Discard(Surroundings surroundings)
    {
        var id = new Argument<string?>("ID") { Description = "The message's id, as in: privacy errors list", Arity = ArgumentArity.ZeroOrOne };
        var subject = new Option<string?>("--subject") { Description = "Everything that says that it is about this subject of the tenant.", HelpName = "id" };
        var unattributed = new Option<bool>("--unattributed") { Description = "Everything that does not say about which subject of which tenant it is." };
        var command = new DocumentedCommand(
            "discard",
            "Removes a message for good: for what must not be kept, such as personal data that a producer should not have sent. It can not be sent again.",
            "privacy errors discard 01957a00-0000-7000-8000-000000000001",
            "privacy errors discard --subject s-1001",
            "privacy errors discard --unattributed")
        {
            id,
            subject,
            unattributed,
        };
        command.Validators.Add(result =>
        {
            if (new[] { result.GetValue(id) is not null, result.GetValue(subject) is not null, result.GetValue(unattributed) }.Count(said => said) != 1)
            {
                result.AddError("Say which messages: an ID, --subject, or --unattributed.");
            }
        });
        command.SetAction(async (parsed, ct) =>
        {
            var tenant = Identity.NamedTenant(parsed, surroundings) ?? Identity.DefaultTenant;
            bool Which(FailedMessage message) => parsed.GetValue(id) is { } wanted ? message.MessageId == wanted
                : parsed.GetValue(subject) is { } about ? message.SubjectId == about && message.Tenant == tenant
                : message.SubjectId is null || message.Tenant is null;
            var discarded = 0;
            foreach (var queue in Queues)
            {
                discarded += await BrokerConnection.Ask(parsed, surroundings, errors => errors.Discard(queue, Which, ct));
            }

            return discarded == 0 && parsed.GetValue(id) is not null ? throw NotThere() : ErrorsView.Discarded(discarded, parsed.GetValue(GlobalOptions.Json), surroundings);
        });
        return command;
    }

    private static async Task<IReadOnlyList<FailedMessage>> Find(ParseResult parsed, Surroundings surroundings, string? messageId, CancellationToken ct)
    {
        var found = new List<FailedMessage>();
        foreach (var queue in Queues)
        {
            found.AddRange(await BrokerConnection.Ask(parsed, surroundings, errors => errors.Show(queue, messageId, ct)));
        }

        return found;
    }

    private static CliException NotThere() =>
        new(ExitCode.No, "cli.message_unknown", "No message with this id waits in an error queue.", "ID");
}
