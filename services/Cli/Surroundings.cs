using System.Diagnostics.CodeAnalysis;

namespace PrivacyPlatform.Cli;

/// <summary>What the program takes from outside, so that a test can give it other things.</summary>
/// <param name="Out">Results, and nothing else.</param>
/// <param name="Error">Everything about how it went.</param>
/// <param name="Variable">An environment variable; null when it is not set.</param>
/// <param name="Home">The folder that holds <c>.local</c> of the system to talk to.</param>
/// <param name="Terminal">A person watches <paramref name="Out"/>: colors are welcome.</param>
/// <param name="ErrorTerminal">A person watches <paramref name="Error"/>: progress is welcome.</param>
/// <param name="Width">Columns, 100 at most.</param>
internal sealed record Surroundings(
    TextWriter Out,
    TextWriter Error,
    Func<string, string?> Variable,
    string Home,
    TimeProvider Clock,
    bool Terminal,
    bool ErrorTerminal,
    int Width)
{
    public const int WidestTable = 100;

    [SuppressMessage("ApiDesign", "RS0030", Justification = "A command line tool writes to the console; this is the one place that does.")]
    public static Surroundings OfThisProcess()
    {
        var home = Environment.GetEnvironmentVariable("PRIVACY_HOME") ?? NearestHome(Directory.GetCurrentDirectory());
        var terminal = !Console.IsOutputRedirected;
        return new(
            Console.Out,
            Console.Error,
            Environment.GetEnvironmentVariable,
            home,
            TimeProvider.System,
            terminal && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")),
            !Console.IsErrorRedirected,
            terminal && Console.WindowWidth > 0 ? Math.Min(Console.WindowWidth, WidestTable) : WidestTable);
    }

    /// <summary>The value of an environment variable; null when it is empty, too.</summary>
    public string? Setting(string name) => Variable(name) is { Length: > 0 } value ? value : null;

    private static string NearestHome(string from)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
        {
            if (Directory.Exists(Path.Combine(folder.FullName, ".local")))
            {
                return folder.FullName;
            }
        }

        return from;
    }
}
