namespace Aspire.Hosting.Local;

/// <summary>An account of this machine that root lends to a server which refuses to run as root.</summary>
internal sealed record LocalAccount(string Name, string UserId, string GroupId)
{
    internal IReadOnlyList<string> Prefix =>
        ["setpriv", $"--reuid={UserId}", $"--regid={GroupId}", "--clear-groups", "--inh-caps=-all", "--no-new-privs"];

    /// <summary>Who PostgreSQL runs as: the present account, or, for root, <c>postgres</c> or else <c>nobody</c>.</summary>
    internal static LocalAccount? ForPostgres()
    {
        if (!Posix.IsRoot)
        {
            return null;
        }

        string[][] accounts = [.. File.ReadLines("/etc/passwd").Select(line => line.Split(':'))];
        string[] chosen = accounts.FirstOrDefault(fields => fields[0] == "postgres")
            ?? accounts.FirstOrDefault(fields => fields[0] == "nobody")
            ?? throw new LocalServerException("PostgreSQL does not run as root, and there is neither an account 'postgres' nor 'nobody' to run it as.");
        return new LocalAccount(chosen[0], chosen[2], chosen[3]);
    }

    /// <summary>Makes a folder that only this account (and root) can read.</summary>
    internal static async Task Own(LocalAccount? account, string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        if (account is not null)
        {
            await LocalTool.Run(new LocalCommand("chown", $"{account.UserId}:{account.GroupId}", folder), cancellationToken);
        }
    }

    /// <summary>Whether an account can pass through every parent of a folder.</summary>
    internal static async Task<bool> CanReach(LocalAccount? account, string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var test = new LocalCommand("test", "-x", Path.GetDirectoryName(Path.GetFullPath(folder)) ?? "/") { RunAs = account };
        return await LocalTool.ExitCodeOf(test, cancellationToken) == 0;
    }
}
