namespace Aspire.Hosting.Local;

/// <summary>A program to start. Secrets belong in <see cref="Environment"/> or files: arguments are visible to everyone on the machine.</summary>
/// <param name="Program">Path or name of the program.</param>
/// <param name="Arguments">Its arguments, unquoted.</param>
internal sealed record LocalCommand(string Program, params IReadOnlyList<string> Arguments)
{
    /// <summary>Added to the environment of this process.</summary>
    internal IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    internal string WorkingDirectory { get; init; } = "/";

    /// <summary>The account to run as; null for the present one.</summary>
    internal LocalAccount? RunAs { get; init; }

    /// <summary>Program and arguments, with the change of account in front where there is one.</summary>
    internal IReadOnlyList<string> CommandLine => [.. RunAs?.Prefix ?? [], Program, .. Arguments];
}
