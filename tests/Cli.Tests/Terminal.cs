namespace PrivacyPlatform.Cli.Tests;

/// <summary>Runs the program as a shell would, with a home of its own and what it wrote at hand.</summary>
internal sealed class Terminal : IDisposable
{
    private readonly StringWriter output = new() { NewLine = "\n" };
    private readonly StringWriter error = new() { NewLine = "\n" };
    private readonly Dictionary<string, string> variables = new(StringComparer.Ordinal);

    public string Home { get; } = Directory.CreateTempSubdirectory("privacy-cli-").FullName;

    public string Out => output.ToString();

    public string Error => error.ToString();

    public Surroundings Surroundings(TimeProvider? clock = null) => new(
        output, error, name => variables.GetValueOrDefault(name), Home, clock ?? TimeProvider.System, Terminal: false, ErrorTerminal: false, Width: 100);

    public Terminal With(string variable, string value)
    {
        variables[variable] = value;
        return this;
    }

    public Terminal WithFile(string path, string content)
    {
        var file = Path.Combine(Home, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
        return this;
    }

    public Task<int> Run(params string[] args) => Privacy.Run(args, Surroundings());

    public void Dispose() => Directory.Delete(Home, recursive: true);
}
