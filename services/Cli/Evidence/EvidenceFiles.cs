using PrivacyPlatform.EvidenceLog.Notes;

namespace PrivacyPlatform.Cli;

/// <summary>Small files that reviewers keep.</summary>
internal static class EvidenceFiles
{
    /// <exception cref="CliException">The file cannot be read.</exception>
    public static string Read(string path, string field)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliException(ExitCode.Usage, "cli.file_unreadable", $"{path} cannot be read.", field, e);
        }
    }

    /// <summary>The checkpoint that was kept; null when none was named.</summary>
    public static string? Kept(string? path) => path is null ? null : Read(path, "--kept");

    /// <param name="key">The key itself, or a file that holds it.</param>
    /// <exception cref="CliException">It is no key.</exception>
    public static VerifierKey Key(string key) =>
        VerifierKey.Read(File.Exists(key) ? Read(key, "--key") : key)
        ?? throw new CliException(ExitCode.Usage, "cli.key_malformed", "This is no key of a log: name+id+key, as the log's operator hands it out.", "--key");
}
