using System.Text;
using System.Text.Json;
using PrivacyPlatform.Messaging;
using Spectre.Console;

namespace PrivacyPlatform.Cli;

/// <summary>Messages that wait, for people and programs.</summary>
internal static class ErrorsView
{
    private const int MostRows = 100;

    public static int List(IReadOnlyList<FailedMessage> messages, bool json, Surroundings surroundings)
    {
        if (json)
        {
            foreach (var message in messages)
            {
                surroundings.Out.WriteLine(JsonSerializer.Serialize(Document(message, body: false), JsonSerializerOptions.Web));
            }

            return ExitCode.Ok;
        }

        if (messages.Count == 0)
        {
            surroundings.Out.WriteLine("No message waits.");
            return ExitCode.Ok;
        }

        var table = Tables.New("Message", "Queue", "Code", "Field");
        // Ids are copied from here.
        table.Columns[0].NoWrap();
        foreach (var message in messages.Take(MostRows))
        {
            table.Row(IdOf(message), message.FailedQueue, message.Code, message.Field ?? "-");
        }

        Tables.Write(surroundings, table);
        var reasons = messages.CountBy(message => message.Code).OrderByDescending(reason => reason.Value).Select(reason => $"{reason.Value} {reason.Key}");
        surroundings.Out.WriteLine($"{messages.Count} waiting: {string.Join(", ", reasons)}");
        if (messages.Count > MostRows)
        {
            surroundings.Out.WriteLine($"The first {MostRows} are shown; --json lists all.");
        }

        return ExitCode.Ok;
    }

    public static int Show(IReadOnlyList<FailedMessage> messages, bool body, bool json, Surroundings surroundings)
    {
        if (json)
        {
            surroundings.Out.WriteLine(JsonSerializer.Serialize(messages.Select(message => Document(message, body)), JsonSerializerOptions.Web));
            return ExitCode.Ok;
        }

        foreach (var message in messages)
        {
            surroundings.Out.WriteLine($"{IdOf(message)} in {message.FailedQueue}");
            surroundings.Out.WriteLine($"  {message.Code}{(message.Field is null ? "" : $" ({message.Field})")}: {message.Reason}");
            foreach (var (name, value) in message.Headers.OrderBy(header => header.Key, StringComparer.Ordinal))
            {
                surroundings.Out.WriteLine($"  {name}: {value}");
            }

            if (body)
            {
                surroundings.Out.WriteLine(Encoding.UTF8.GetString(message.Body.Span));
            }
        }

        return ExitCode.Ok;
    }

    public static int Sent(int count, bool json, Surroundings surroundings)
    {
        surroundings.Out.WriteLine(json ? JsonSerializer.Serialize(new { sent = count }) : $"{count} sent again.");
        return ExitCode.Ok;
    }

    public static int Discarded(int count, bool json, Surroundings surroundings)
    {
        surroundings.Out.WriteLine(json ? JsonSerializer.Serialize(new { discarded = count }) : $"{count} removed.");
        return ExitCode.Ok;
    }

    private static string IdOf(FailedMessage message) => message.MessageId.Length > 0 ? message.MessageId : "(no id)";

    private static object Document(FailedMessage message, bool body) => new
    {
        message.MessageId,
        message.Queue,
        message.FailedQueue,
        message.Tenant,
        message.Code,
        message.Field,
        message.Reason,
        message.FailedAt,
        Headers = body ? message.Headers : null,
        Body = body ? Encoding.UTF8.GetString(message.Body.Span) : null,
    };
}
