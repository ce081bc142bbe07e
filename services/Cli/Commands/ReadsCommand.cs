using System.CommandLine;
using System.CommandLine.Parsing;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using PrivacyPlatform.Reads.V1;

namespace PrivacyPlatform.Cli;

/// <summary><c>privacy reads</c>: who looked at what.</summary>
internal static class ReadsCommand
{
    public static Command Build(Surroundings surroundings)
    {
        var actor = new Option<string>("--actor") { Description = "Only what this one read: the sub of the token.", HelpName = "code", DefaultValueFactory = _ => "" };
        var about = new Option<string>("--about") { Description = "Only reads that asked for this: a subject's id, a stream, an event's id.", HelpName = "id", DefaultValueFactory = _ => "" };
        var from = new Option<DateTimeOffset?>("--from") { Description = $"Recorded at or after: {Moment.Help}, for a date from its beginning.", HelpName = "when", CustomParser = Beginning };
        var until = new Option<DateTimeOffset?>("--until") { Description = $"Recorded up to and at: {Moment.Help}.", HelpName = "when", CustomParser = result => Moment.Parse(result, "--until") };
        var command = new DocumentedCommand(
            "reads",
            "What reviewers and officers looked at, oldest first. Asking this is recorded, too.",
            "privacy reads",
            "privacy reads --about s-1001",
            "privacy reads --actor privacy-cli --from 2026-03-01 --json | jq -r .method | sort | uniq -c")
        {
            actor,
            about,
            from,
            until,
            PlatformConnection.Service,
        };
        command.SetAction(async (parsed, ct) =>
        {
            using var service = PlatformConnection.Open(parsed, surroundings);
            var request = new ListReadsRequest
            {
                Actor = parsed.GetValue(actor),
                About = parsed.GetValue(about),
                From = parsed.GetValue(from)?.ToTimestamp(),
                Until = parsed.GetValue(until)?.AddMicroseconds(1).ToTimestamp(),
            };
            using var call = service.Reads.ListReads(request, service.Stream(ct));
            return await Show(call.ResponseStream.ReadAllAsync(ct), parsed.GetValue(GlobalOptions.Json), surroundings);
        });
        return command;
    }

    /// <summary>A date is the end of its day everywhere else.</summary>
    private static DateTimeOffset? Beginning(ArgumentResult result)
    {
        var moment = Moment.Parse(result, "--from");
        return result.Tokens[0].Value.Length == "2026-03-01".Length ? moment?.AddMicroseconds(1).AddDays(-1) : moment;
    }

    private static async Task<int> Show(IAsyncEnumerable<ListReadsResponse> reads, bool json, Surroundings surroundings)
    {
        using var progress = new Progress(surroundings, "reads");
        await foreach (var read in reads)
        {
            if (progress.Count == 0 && !json)
            {
                surroundings.Out.WriteLine(ReadLine.Head);
            }

            surroundings.Out.WriteLine(json ? Json.Of(read) : ReadLine.Of(read));
            progress.Add();
        }

        if (progress.Count == 0 && !json)
        {
            surroundings.Out.WriteLine("Nobody read anything.");
        }

        return progress.Count > 0 ? ExitCode.Ok : ExitCode.No;
    }
}
