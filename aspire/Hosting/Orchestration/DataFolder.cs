using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Local;

namespace Aspire.Hosting.Orchestration;

/// <summary>Where a server keeps its data.</summary>
internal static class DataFolder
{
    /// <summary>The folder mounted at the server's data path; a named volume is a folder in <c>.local/data</c>.</summary>
    internal static string Of(ContainerResource server, string dataPath, LocalFolders folders) =>
        server.Annotations.OfType<ContainerMountAnnotation>().LastOrDefault(mount => mount.Target == dataPath) switch
        {
            { Type: ContainerMountType.BindMount, Source: { } source } => source,
            { Source: { } volume } => Path.Combine(folders.Root, "data", volume),
            _ => Path.Combine(folders.Root, "data", server.Name),
        };

    /// <summary>
    /// The same folder, or, where the account cannot pass through to it (a checkout under /root), one in /var/tmp,
    /// which <c>.local/run/{name}.data-folder</c> remembers.
    /// </summary>
    internal static async Task<string> Reachable(
        string folder, string name, LocalAccount? account, LocalFolders folders, Action<string> say, CancellationToken cancellationToken)
    {
        string memory = Path.Combine(folders.Run, name + ".data-folder");
        if (File.Exists(memory))
        {
            return (await File.ReadAllTextAsync(memory, cancellationToken)).Trim();
        }

        if (account is null || await LocalAccount.CanReach(account, folder, cancellationToken))
        {
            return folder;
        }

        // Random, so that nobody can have made it before us.
        string elsewhere = Path.Combine("/var/tmp", "privacyplatform-" + Secret.Random()[..16]);
        await File.WriteAllTextAsync(memory, elsewhere + "\n", cancellationToken);
        say($"{name,-20} keeps its data in {elsewhere}: the account '{account.Name}' cannot reach {folder}");
        return elsewhere;
    }
}
