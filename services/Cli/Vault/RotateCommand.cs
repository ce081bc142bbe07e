using System.CommandLine;
using System.Globalization;
using System.Text.Json;

namespace PrivacyPlatform.Cli;

/// <summary><c>privacy vault rotate root|tenant</c>: new keys in the place of old ones; no event is touched, and services go on meanwhile.</summary>
internal static class RotateCommand
{
    public static Command Build(Surroundings surroundings) =>
        new DocumentedCommand(
            "rotate",
            "Replaces keys by wrapping what they wrap anew. What was cut short goes on when it is called again.",
            "privacy vault rotate root",
            "privacy vault rotate tenant --tenant opsduty")
        {
            Root(surroundings),
            Tenant(surroundings),
        };

    internal static void ShowInUse(IReadOnlyDictionary<string, int> inUse, bool json, Surroundings surroundings)
    {
        if (json)
        {
            surroundings.Out.WriteLine(JsonSerializer.Serialize(new { rootKeys = inUse }, JsonSerializerOptions.Web));
            return;
        }

        if (inUse.Count == 0)
        {
            surroundings.Out.WriteLine("No tenant has keys yet.");
        }

        foreach (var (id, keys) in inUse.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            surroundings.Out.WriteLine($"{id} wraps the keys of {keys} tenants");
        }
    }

    private static DocumentedCommand Root(Surroundings surroundings)
    {
        var destroy = new Option<bool>("--destroy-old")
        {
            Description = "Then take the versions that wrap nothing any more out of the file. Backups of the vault from before are useless afterwards: take a new one right away.",
        };
        var resume = new Option<bool>("--resume") { Description = "Add no version: go on with a rotation that was cut short." };
        var command = new DocumentedCommand(
            "root",
            "Adds a version to the file of root keys and wraps every tenant's keys under it. Services read the file again by themselves.",
            "privacy vault rotate root",
            "privacy vault rotate root --resume --destroy-old")
        {
            destroy,
            resume,
        };
        command.SetAction(async (parsed, ct) =>
        {
            var file = new RootKeyFile(VaultConnection.RootKeyFile(parsed, surroundings));
            if (!parsed.GetValue(resume))
            {
                file.Add(surroundings.Clock.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            }

            var inUse = await VaultConnection.Ask(parsed, surroundings, async rotation =>
            {
                await rotation.RewrapUnderCurrentRoot(ct);
                return await rotation.RootKeysInUse(ct);
            });
            ShowInUse(inUse, parsed.GetValue(GlobalOptions.Json), surroundings);
            var idle = file.Ids.Skip(1).Where(id => !inUse.ContainsKey(id)).ToArray();
            if (idle.Length > 0 && parsed.GetValue(destroy))
            {
                file.Remove(idle);
            }

            if (idle.Length > 0)
            {
                surroundings.Error.WriteLine(parsed.GetValue(destroy)
                    ? $"Taken out of {file.Path}: {string.Join(", ", idle)}. Take a new backup of the vault now."
                    : $"No longer used: {string.Join(", ", idle)}. Once it is gone from the file, and from every copy of it, no old backup of the vault can be opened: --resume --destroy-old.");
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private static DocumentedCommand Tenant(Surroundings surroundings)
    {
        var command = new DocumentedCommand(
            "tenant",
            "Gives the tenant a new key, wraps its subjects' keys under it, and destroys the old one.",
            "privacy vault rotate tenant --tenant opsduty");
        command.SetAction(async (parsed, ct) =>
        {
            var tenant = Identity.NamedTenant(parsed, surroundings) ?? Identity.DefaultTenant;
            var rewrapped = await VaultConnection.Ask(parsed, surroundings, rotation => rotation.RotateTenantKey(tenant, ct));
            surroundings.Out.WriteLine(parsed.GetValue(GlobalOptions.Json)
                ? JsonSerializer.Serialize(new { tenant, rewrapped })
                : $"{tenant}: the keys of {rewrapped} subjects are wrapped by a new key.");
            return ExitCode.Ok;
        });
        return command;
    }
}
