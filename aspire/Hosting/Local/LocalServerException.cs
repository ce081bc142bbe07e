namespace Aspire.Hosting.Local;

/// <summary>A local server is missing, did not start, or did not do as told. The message says which, and shows the end of its log.</summary>
public sealed class LocalServerException : Exception
{
    public LocalServerException(string message)
        : base(message)
    {
    }

    public LocalServerException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal static LocalServerException WithLog(string message, string logFile)
    {
        string[] lines = File.Exists(logFile) ? File.ReadAllLines(logFile) : [];
        return new LocalServerException($"{message} Its log ({logFile}) ends:\n{string.Join('\n', lines.TakeLast(12))}");
    }
}
