using System.CommandLine;
using System.Text.Json;
using Google.Protobuf;
using PrivacyPlatform.Consent.V1;
using PrivacyPlatform.SubProcessors.V1;

namespace PrivacyPlatform.Cli;

/// <summary><c>privacy purposes import FILE</c> and its like: defines what a JSON file lists, as commands like any other. Twice changes nothing.</summary>
internal static class ImportCommand
{
    public static Command Purposes(Surroundings surroundings) => Build<ConsentConnection, DefinePurposeRequest>(
        "purposes",
        "privacy purposes import services/Consent/seeds/opsduty-purposes.json",
        ConsentConnection.Open,
        async (consent, request, ct) => (await consent.Client.DefinePurposeAsync(request, consent.Call(ct))).Result.Recorded,
        surroundings);

    public static Command Notices(Surroundings surroundings) => new DocumentedCommand("notices", "The documents that people are shown.")
    {
        Build<ConsentConnection, PublishNoticeRequest>(
            "notices",
            "privacy notices import services/Consent/seeds/opsduty-notices.json",
            ConsentConnection.Open,
            async (consent, request, ct) => (await consent.Client.PublishNoticeAsync(request, consent.Call(ct))).Result.Recorded,
            surroundings),
    };

    public static Command Registers(Surroundings surroundings) => Build<RegistryConnection, DefineRegisterRequest>(
        "registers",
        "privacy subprocessors registers import services/SubProcessors/seeds/opsduty.registers.json",
        RegistryConnection.Open,
        async (registry, request, ct) => (await registry.Client.DefineRegisterAsync(request, registry.Call(ct))).Result.Recorded,
        surroundings);

    private static DocumentedCommand Build<TService, TRequest>(
        string things,
        string example,
        Func<ParseResult, Surroundings, TService> open,
        Func<TService, TRequest, CancellationToken, Task<bool>> send,
        Surroundings surroundings)
        where TService : ServiceConnection
        where TRequest : IMessage<TRequest>, new()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A JSON array of requests, as in the contract." };
        var command = new DocumentedCommand("import", $"Sends each of a file's {things} to the service. What is there already stays as it is.", example)
        {
            file,
        };
        command.SetAction(async (parsed, ct) =>
        {
            var requests = Read<TRequest>(parsed.GetValue(file)!);
            using var service = open(parsed, surroundings);
            var recorded = 0;
            foreach (var request in requests)
            {
                recorded += await send(service, request, ct) ? 1 : 0;
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
        var requests = new List<TRequest>();
        try
        {
            using var document = JsonDocument.Parse(TextFile.Read(file));
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
