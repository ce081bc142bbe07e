using System.CommandLine;
using PrivacyPlatform.EvidenceLog.Notes;
using PrivacyPlatform.EvidenceLog.V1;

namespace PrivacyPlatform.Cli;

/// <summary><c>privacy evidence checkpoint</c>: what the log commits to now. Kept by a reviewer, it is what later history is held against.</summary>
internal static class CheckpointCommand
{
    public static Command Build(Surroundings surroundings)
    {
        var output = new Option<string?>("--out") { Description = "A file to keep the checkpoint in.", HelpName = "file" };
        var key = new Option<string?>("--key") { Description = "Refuse it unless this key signed it: the key, or a file that holds it.", HelpName = "key" };
        var command = new DocumentedCommand(
            "checkpoint",
            "The newest signed checkpoint: how much is recorded, and a hash of all of it. Keep it: nobody can rewrite what came before it unnoticed.",
            "privacy evidence checkpoint --out kept.txt",
            "privacy evidence checkpoint --json | jq -r .publicKey")
        {
            output,
            key,
        };
        command.SetAction(async (parsed, ct) =>
        {
            using var consent = ConsentConnection.Open(parsed, surroundings);
            var checkpoint = await consent.Evidence.GetCheckpointAsync(new GetCheckpointRequest(), consent.Call(ct));
            if (parsed.GetValue(key) is { } trusted && SignedNote.Open(checkpoint.Note, EvidenceFiles.Key(trusted)) is null)
            {
                throw new CliException(ExitCode.No, "evidence.signature_forged", "The checkpoint is not signed by this key.", "--key");
            }

            if (parsed.GetValue(output) is { } path)
            {
                await File.WriteAllTextAsync(path, checkpoint.Note, ct);
            }

            surroundings.Out.Write(parsed.GetValue(GlobalOptions.Json) ? Json.Of(checkpoint) + "\n" : checkpoint.Note);
            return ExitCode.Ok;
        });
        return command;
    }
}
