namespace PrivacyPlatform.Cli;

/// <summary>Counts on stderr for a person who waits, where the results themselves go elsewhere.</summary>
internal sealed class Progress(Surroundings surroundings, string things) : IDisposable
{
    private const int Step = 1000;

    private readonly bool shown = surroundings.ErrorTerminal && !surroundings.Terminal;

    public long Count { get; private set; }

    public void Add()
    {
        Count++;
        if (shown && Count % Step == 0)
        {
            surroundings.Error.Write($"\r{Count} {things}");
        }
    }

    public void Dispose()
    {
        if (shown && Count >= Step)
        {
            surroundings.Error.WriteLine($"\r{Count} {things}");
        }
    }
}
