using System.CommandLine;
using PrivacyPlatform.PersonalData;

namespace PrivacyPlatform.Cli;

/// <summary><c>privacy vault</c>: the keys of personal data.</summary>
internal static class VaultCommand
{
    public static Command Build(Surroundings surroundings) =>
        new DocumentedCommand(
            "vault",
            "The keys that personal data is sealed under. Works on the vault itself: PRIVACY_VAULT and PRIVACY_ROOT_KEYS, or the system that ./run started.",
            "privacy vault keys",
            "privacy vault rotate root",
            "privacy vault rotate tenant --tenant opsduty",
            "privacy vault scrub")
        {
            VaultConnection.Service,
            Keys(surroundings),
            RotateCommand.Build(surroundings),
            Scrub(surroundings),
        };

    private static DocumentedCommand Keys(Surroundings surroundings)
    {
        var command = new DocumentedCommand("keys", "How many tenants' keys each version of the root key wraps.", "privacy vault keys", "privacy vault keys --json");
        command.SetAction(async (parsed, ct) =>
        {
            var inUse = await VaultConnection.Ask(parsed, surroundings, rotation => rotation.RootKeysInUse(ct));
            RotateCommand.ShowInUse(inUse, parsed.GetValue(GlobalOptions.Json), surroundings);
            return ExitCode.Ok;
        });
        return command;
    }

    private static DocumentedCommand Scrub(Surroundings surroundings)
    {
        var command = new DocumentedCommand(
            "scrub",
            "Rewrites the vault's tables without what erasures and rotations left in their files; each is locked meanwhile. Needs its owner: PRIVACY_VAULT_OWNER.",
            "privacy vault scrub");
        command.SetAction(async (parsed, ct) =>
        {
            await VaultConnection.AsOwner(parsed, surroundings, owner => VaultSchema.Scrub(owner, ct));
            surroundings.Out.WriteLine("The tables of keys are rewritten. Copies in the write-ahead log and in backups go when those expire.");
            return ExitCode.Ok;
        });
        return command;
    }
}
