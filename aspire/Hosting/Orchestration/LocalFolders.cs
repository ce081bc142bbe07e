namespace Aspire.Hosting.Orchestration;

/// <summary>The folder that keeps everything of this checkout's running system: <c>.local</c>.</summary>
internal sealed class LocalFolders
{
    /// <summary>Configuration key of the folder, relative to the AppHost's own.</summary>
    internal const string Key = "Aspire:Local:Folder";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private LocalFolders(string root)
    {
        Root = root;
        // Others may pass through, not look: a server under another account has its data below, in a folder of its own.
        Make(root, OwnerOnly | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        Logs = Make(Path.Combine(root, "logs"), OwnerOnly);
        Run = Make(Path.Combine(root, "run"), OwnerOnly);
        Secrets = Make(Path.Combine(root, "secrets"), OwnerOnly);
        Pids = Make(Path.Combine(Run, "pids"), OwnerOnly);
        State = Make(Path.Combine(Run, "state"), OwnerOnly);
        Held = Make(Path.Combine(Run, "held"), OwnerOnly);
    }

    internal string Root { get; }

    internal string Logs { get; }

    internal string Run { get; }

    internal string Secrets { get; }

    internal string Pids { get; }

    /// <summary>A file a resource: what it does at present.</summary>
    internal string State { get; }

    /// <summary>A file here, named after a resource, keeps that resource stopped.</summary>
    internal string Held { get; }

    internal static LocalFolders Of(IDistributedApplicationBuilder builder) =>
        new(Path.GetFullPath(builder.Configuration[Key] ?? ".local", builder.AppHostDirectory));

    internal string LogOf(string resource) => Path.Combine(Logs, resource + ".log");

    /// <summary>The folder of the files that name a resource's processes.</summary>
    internal string PidsOf(string resource) => Make(Path.Combine(Pids, resource), OwnerOnly);

    private static string Make(string folder, UnixFileMode mode)
    {
        Directory.CreateDirectory(folder, mode);
        File.SetUnixFileMode(folder, mode);
        return folder;
    }
}
