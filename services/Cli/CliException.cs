namespace PrivacyPlatform.Cli;

/// <summary>Ends the program with an exit code and one line on stderr.</summary>
/// <param name="exitCode">See <see cref="ExitCode"/>.</param>
/// <param name="code">Stable, as the services give them; <c>cli.…</c> for those that arise here.</param>
/// <param name="message">For people: what to do about it.</param>
/// <param name="field">The field or option at fault.</param>
internal sealed class CliException(int exitCode, string code, string message, string? field = null, Exception? inner = null) : Exception(message, inner)
{
    public int ExitCode { get; } = exitCode;

    public string Code { get; } = code;

    public string? Field { get; } = field;
}
