using System.CommandLine;
using System.CommandLine.Help;

namespace PrivacyPlatform.Cli;

/// <summary>Every command of the program.</summary>
internal static class CommandTree
{
    public static RootCommand Build(Surroundings surroundings)
    {
        var root = new RootCommand("privacy: what was answered, when it was known, and what follows from it. For reviewers and operators.")
        {
            GlobalOptions.Tenant,
            GlobalOptions.Server,
            GlobalOptions.Json,
            SubjectCommand.Build(surroundings),
            HistoryCommand.Build(surroundings),
            AuthorizeCommand.Build(surroundings),
            PurposesCommand.Build(surroundings),
            ImportCommand.Notices(surroundings),
            RegistryCommand.Build(surroundings),
            EvidenceCommand.Build(surroundings),
            ReadsCommand.Build(surroundings),
            ErrorsCommand.Build(surroundings),
            ProjectionsCommand.Build(surroundings),
            BackupCommand.Build(surroundings),
            RestoreCommand.Build(surroundings),
            AcceptRestoredCommand.Build(surroundings),
            ErasuresCommand.Build(surroundings),
            VaultCommand.Build(surroundings),
            TokenCommand.Build(surroundings),
            UrlCommand.Build(surroundings),
            HealthCommand.Build(surroundings),
        };
        foreach (var help in root.Options.OfType<HelpOption>())
        {
            help.Action = new ExampleHelp((HelpAction)help.Action!);
        }

        return root;
    }
}
