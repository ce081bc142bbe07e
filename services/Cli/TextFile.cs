namespace PrivacyPlatform.Cli;

/// <summary>Files that people name on the command line.</summary>
internal static class TextFile
{
    /// <exception cref="CliException">It is not there, or cannot be read.</exception>
    public static string Read(FileInfo file, string field = "FILE")
    {
        if (!file.Exists)
        {
            throw new CliException(ExitCode.Usage, "cli.file_missing", $"There is no file {file.Name}.", field);
        }

        try
        {
            return File.ReadAllText(file.FullName);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliException(ExitCode.Usage, "cli.file_unreadable", $"{file.Name} cannot be read.", field, e);
        }
    }

    public static bool IsCsv(FileInfo file) => file.Extension.Equals(".csv", StringComparison.OrdinalIgnoreCase);

    /// <exception cref="CliException">It cannot be written.</exception>
    public static async Task Write(FileInfo file, string text, string field, CancellationToken ct)
    {
        try
        {
            await File.WriteAllTextAsync(file.FullName, text, ct);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliException(ExitCode.Usage, "cli.file_unwritable", $"{file.Name} cannot be written.", field, e);
        }
    }
}
