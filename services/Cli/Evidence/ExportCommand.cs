using System.CommandLine;
using System.Text.Json;
using PrivacyPlatform.EvidenceLog.Bundles;

namespace PrivacyPlatform.Cli;

/// <summary><c>privacy evidence export BUNDLE</c>: everything that is recorded, or some streams, with its proofs.</summary>
internal static class ExportCommand
{
    public static Command Build(Surroundings surroundings)
    {
        var bundle = new Argument<string>("BUNDLE") { Description = "A folder to make, or a file that ends in .zip." };
        var streams = new Option<string[]>("--stream") { Description = "Only this stream; may be given several times. Default: everything.", HelpName = "stream" };
        var kept = new Option<string?>("--kept") { Description = "A checkpoint from last time: the bundle then proves that the log only grew since.", HelpName = "file" };
        var eventsOnly = new Option<bool>("--events-only") { Description = "Without the states that the service shows." };
        var command = new DocumentedCommand(
            "export",
            "Writes events, proofs and states to take away. What is written is not checked here: see verify.",
            "privacy evidence export opsduty.zip --kept kept.txt",
            "privacy evidence export s-1001 --stream subject-s-1001")
        {
            bundle,
            streams,
            kept,
            eventsOnly,
        };
        command.SetAction(async (parsed, ct) =>
        {
            using var consent = ConsentConnection.Open(parsed, surroundings);
            var export = new EvidenceExport(new RemoteEvidence(consent));
            var path = parsed.GetValue(bundle)!;
            try
            {
                var exported = await export.Write(
                    path, parsed.GetValue(streams) ?? [], EvidenceFiles.Kept(parsed.GetValue(kept)), !parsed.GetValue(eventsOnly), ct);
                surroundings.Out.WriteLine(parsed.GetValue(GlobalOptions.Json)
                    ? JsonSerializer.Serialize(new { bundle = path, events = exported.Events, origin = exported.Checkpoint.Origin, treeSize = exported.Checkpoint.Size })
                    : $"{exported.Events} events of {exported.Checkpoint.Origin} (its log has {exported.Checkpoint.Size}) are in {path}.");
                return ExitCode.Ok;
            }
            catch (InvalidOperationException e)
            {
                throw new CliException(ExitCode.No, "evidence.not_exported", e.Message, inner: e);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new CliException(ExitCode.Usage, "cli.file_unwritable", e.Message, "BUNDLE", e);
            }
        });
        return command;
    }
}
