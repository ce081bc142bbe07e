using System.CommandLine;

namespace PrivacyPlatform.Cli;

/// <summary><c>privacy subprocessors</c>: which companies handle data for whom, and on what their transfers rest.</summary>
internal static class RegistryCommand
{
    public static Command Build(Surroundings surroundings) =>
        new DocumentedCommand(
            "subprocessors",
            "Which companies handle data for whom, where, and on what that rests.",
            "privacy subprocessors list octopus-billing --tenant octopus",
            "privacy subprocessors lint",
            "privacy subprocessors invalidate eu-us-dpf --from 2026-07-01 --dry-run")
        {
            RegistersCommand.Build(surroundings),
            ListEngagementsCommand.Build(surroundings),
            ShowEngagementCommand.Build(surroundings),
            CompareCommand.Build(surroundings),
            ImportRowsCommand.Build(surroundings),
            ExportRowsCommand.Build(surroundings),
            LintCommand.Build(surroundings),
            AnnounceCommand.Build(surroundings),
            AgreementsCommand.Build(surroundings),
            InvalidateCommand.Build(surroundings),
            MechanismsCommand.Build(surroundings),
            NoticesCommand.Build(surroundings),
            DeliveriesCommand.Build(surroundings),
            DisclosuresCommand.Build(surroundings),
        };
}
