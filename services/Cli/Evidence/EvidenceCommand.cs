using System.CommandLine;

namespace PrivacyPlatform.Cli;

/// <summary><c>privacy evidence</c>: what was recorded, and the proof that it was not changed since.</summary>
internal static class EvidenceCommand
{
    public static Command Build(Surroundings surroundings) =>
        new DocumentedCommand(
            "evidence",
            "Take evidence away, and check it anywhere, with a public key and nothing else.",
            "privacy evidence checkpoint --out kept.txt",
            "privacy evidence export acme.zip --kept kept.txt",
            "privacy evidence verify acme.zip --key opsduty.key --kept kept.txt")
        {
            CheckpointCommand.Build(surroundings),
            ExportCommand.Build(surroundings),
            VerifyCommand.Build(surroundings),
        };
}
