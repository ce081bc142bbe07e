using System.CommandLine;
using Grpc.Core;
using PrivacyPlatform.Consent.V1;

namespace PrivacyPlatform.Cli;

/// <summary><c>privacy history ID</c>: every event of a person's stream, as it comes.</summary>
internal static class HistoryCommand
{
    public static Command Build(Surroundings surroundings)
    {
        var subject = Arguments.Subject();
        var asOf = new AsOfOptions();
        var command = new DocumentedCommand(
            "history",
            "Everything a person answered, oldest first: when it happened, when it was recorded, and what it changed.",
            "privacy history s-1001",
            "privacy history s-1001 --as-known 2026-03-01",
            "privacy history s-1001 --json | jq -r .type")
        {
            subject,
        };
        asOf.AddTo(command);
        command.SetAction(async (parsed, ct) =>
        {
            using var consent = ConsentConnection.Open(parsed, surroundings);
            var request = new ReadHistoryRequest { SubjectId = parsed.GetValue(subject), AsOf = asOf.From(parsed) };
            using var call = consent.Client.ReadHistory(request, consent.Stream(ct));
            return await Show(call.ResponseStream.ReadAllAsync(ct), request.AsOf, parsed.GetValue(GlobalOptions.Json), surroundings);
        });
        return command;
    }

    /// <summary>Written line by line: a history may be longer than memory or patience.</summary>
    internal static async Task<int> Show(IAsyncEnumerable<ReadHistoryResponse> events, AsOf? asOf, bool json, Surroundings surroundings)
    {
        using var progress = new Progress(surroundings, "events");
        await foreach (var one in events)
        {
            if (progress.Count == 0 && !json)
            {
                surroundings.Out.WriteLine(HistoryLine.Head);
            }

            surroundings.Out.WriteLine(json ? Json.Of(one) : HistoryLine.Of(one));
            if (!json && HistoryLine.Statement(one) is { } statement)
            {
                surroundings.Out.WriteLine(statement);
            }

            progress.Add();
        }

        if (progress.Count == 0 && !json)
        {
            surroundings.Out.WriteLine($"Nothing is known of this subject{Words.Of(asOf)}.");
        }

        return progress.Count > 0 ? ExitCode.Ok : ExitCode.No;
    }
}
