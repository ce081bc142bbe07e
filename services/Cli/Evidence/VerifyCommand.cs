using System.CommandLine;
using System.Text.Json;
using PrivacyPlatform.Consent;
using PrivacyPlatform.EvidenceLog.Bundles;
using PrivacyPlatform.Replay;
using PrivacyPlatform.SubProcessors;

namespace PrivacyPlatform.Cli;

/// <summary><c>privacy evidence verify BUNDLE</c>: offline, with a public key and nothing else.</summary>
internal static class VerifyCommand
{
    /// <summary>The rules of every service whose evidence is verified here, in this program's version.</summary>
    private static IStateReplay Rules { get; } = StreamStates.Replay([.. ConsentStreams.States, .. SubProcessorsStreams.States]);

    public static Command Build(Surroundings surroundings)
    {
        var bundle = new Argument<string>("BUNDLE") { Description = "What privacy evidence export wrote: a folder or a .zip file." };
        var key = new Option<string>("--key")
        {
            Description = "The log's public key, or a file that holds it. Take it from its operator, not from the bundle: who forges one forges both.",
            HelpName = "key",
            Required = true,
        };
        var kept = new Option<string?>("--kept") { Description = "The checkpoint that you kept from last time.", HelpName = "file" };
        var command = new DocumentedCommand(
            "verify",
            "Is this what was recorded: all of it, unchanged, in order, and do the exported states follow from it? Asks no service. Exit code 0: it holds; 3: it does not.",
            "privacy evidence verify opsduty.zip --key opsduty.key",
            "privacy evidence verify opsduty.zip --key opsduty.key --kept kept.txt --json")
        {
            bundle,
            key,
            kept,
        };
        command.SetAction(async (parsed, ct) =>
        {
            var verifier = new BundleVerifier(EvidenceFiles.Key(parsed.GetValue(key)!), EvidenceFiles.Kept(parsed.GetValue(kept)), Rules);
            try
            {
                using var opened = BundleFolder.Open(parsed.GetValue(bundle)!);
                return Show(await verifier.Verify(opened, ct), parsed.GetValue(kept) is not null, parsed.GetValue(GlobalOptions.Json), surroundings);
            }
            catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
            {
                throw new CliException(ExitCode.Usage, "cli.file_unreadable", "The bundle cannot be read.", "BUNDLE", e);
            }
        });
        return command;
    }

    internal static int Show(VerificationReport report, bool hadKept, bool json, Surroundings surroundings)
    {
        if (json)
        {
            surroundings.Out.WriteLine(JsonSerializer.Serialize(
                new
                {
                    report.Holds,
                    report.Checkpoint?.Origin,
                    TreeSize = report.Checkpoint?.Size,
                    report.Events,
                    report.Streams,
                    report.IsEverything,
                    report.ContinuesKept,
                    report.StatesReplayed,
                    report.StreamsNotReplayed,
                    report.Findings,
                },
                JsonSerializerOptions.Web));
        }
        else
        {
            foreach (var finding in report.Findings)
            {
                surroundings.Out.WriteLine($"{finding.Code}: {finding.Message}");
            }

            foreach (var line in report.Holds ? Lines(report, hadKept) : ["The evidence does NOT hold."])
            {
                surroundings.Out.WriteLine(line);
            }
        }

        return report.Holds ? ExitCode.Ok : ExitCode.No;
    }

    private static IEnumerable<string> Lines(VerificationReport report, bool hadKept)
    {
        yield return $"The evidence holds: {report.Events} events of {report.Streams} streams, under the checkpoint of {report.Checkpoint!.Size} events of {report.Checkpoint.Origin}.";
        yield return report.IsEverything
            ? "It is everything that was recorded up to that checkpoint."
            : "It is a part: these streams may have later events that were not exported.";
        yield return hadKept
            ? "The log continues the checkpoint that was kept."
            : "Not shown: whether history was rewritten before this checkpoint. Keep it, and name it with --kept the next time.";
        yield return report.StatesReplayed is > 0 and var replayed
            ? $"Replayed: the {replayed} exported states are what their events lead to."
            : "Not replayed: the bundle has no states of streams whose rules are known here.";
        if (report.StreamsNotReplayed > 0)
        {
            yield return $"Not replayed: {report.StreamsNotReplayed} streams have events that this version of the rules does not know; use the version that the service had.";
        }
    }
}
