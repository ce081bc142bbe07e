using System.CommandLine;
using System.Text.Json;
using Google.Protobuf;
using PrivacyPlatform.Consent.V1;

namespace PrivacyPlatform.Cli;

/// <summary><c>privacy purposes import FILE</c>, <c>privacy notices import FILE</c>: defines what a JSON file lists, as commands like any other. Twice changes nothing.</summary>
internal static class ImportCommand
{
    public static Command Purposes(Surroundings surroundings) => Build<DefinePurposeRequest>(
        "purposes",
        "services/Consent/seeds/opsduty-purposes.json",
        async (consent, request, ct) => (await consent.Client.DefinePurposeAsync(request, consent.Call(ct))).Result,
        surroundings);

    public static Command Notices(Surroundings surroundings) => new DocumentedCommand("notices", "The documents that people are shown.")
    {
        Build<PublishNoticeRequest>(
            "notices",
            "services/Consent/seeds/opsduty-notices.json",
            async (consent, request, ct) => (await consent.Client.PublishNoticeAsync(request, consent.Call(ct))).Result,
            surroundings),
    };

    private static DocumentedCommand Build<TRequest>(
        string things, string example, Func<ConsentConnection, TRequest, CancellationToken, Task<CommandResult>> send, Surroundings surroundings)
        where TRequest : IMessage<TRequest>, new()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A JSON array of requests, as in the contract." };
        var command = new DocumentedCommand(
            "import", $"Sends each of a file's {things} to the service. What is there already stays as it is.", $"privacy {things} import {example}")
        {
            file,
        };
        command.SetAction(async (parsed, ct) =>
        {
            var requests = Read<TRequest>(parsed.GetValue(file)!);
            using var consent = ConsentConnection.Open(parsed, surroundings);
            var recorded = 0;
            foreach (var request in requests)
            {
                recorded += (await send(consent, request, ct)).Recorded ? 1 : 0;
            }

            surroundings.Out.WriteLine(parsed.GetValue(GlobalOptions.Json)
                ? JsonSerializer.Serialize(new { recorded, unchanged = requests.Count - recorded })
                : $"{requests.Count} {things}: {recorded} recorded, {requests.Count - recorded} there already");
            return ExitCode.Ok;
        });
        return command;
    }

    /// <summary>The whole file is read before anything is sent: a mistake in row 9 leaves rows 1 to 8 unsent.</summary>
    private static List<TRequest> Read<TRequest>(FileInfo file)
        where TRequest : IMessage<TRequest>, new()
    {
        if (!file.Exists)
        {
            throw new CliException(ExitCode.Usage, "cli.file_missing", $"There is no file {file.Name}.", "FILE");
        }

        var requests = new List<TRequest>();
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file.FullName));
            foreach (var row in document.RootElement.EnumerateArray())
            {
                requests.Add(JsonParser.Default.Parse<TRequest>(row.GetRawText()));
            }
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException or InvalidProtocolBufferException)
        {
            throw new CliException(
                ExitCode.Usage, "cli.file_malformed", $"{file.Name}: row {requests.Count + 1} is no {new TRequest().Descriptor.Name}: {malformed.Message}", "FILE", malformed);
        }

        return requests;
    }
}
