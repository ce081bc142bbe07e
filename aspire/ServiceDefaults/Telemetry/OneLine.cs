using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace PrivacyPlatform.ServiceDefaults;

/// <summary><c>2026-03-01T09:00:00.000Z info 4bf92f3577b34da6a3ce929d0e0e4736 Category: message</c>.</summary>
internal sealed class OneLine(TimeProvider clock) : ConsoleFormatter(FormatterName)
{
    internal const string FormatterName = "one-line";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        textWriter.Write(clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        textWriter.Write(' ');
        textWriter.Write(Word(logEntry.LogLevel));
        textWriter.Write(' ');
        textWriter.Write(Activity.Current?.TraceId.ToHexString() ?? "-");
        textWriter.Write(' ');
        textWriter.Write(logEntry.Category);
        textWriter.Write(": ");
        WriteOnOneLine(textWriter, logEntry.Formatter(logEntry.State, logEntry.Exception));
        if (logEntry.Exception is not null)
        {
            textWriter.Write(" | ");
            WriteOnOneLine(textWriter, logEntry.Exception.ToString());
        }

        textWriter.Write('\n');
    }

    /// <summary>A line break in a message could forge an entry.</summary>
    private static void WriteOnOneLine(TextWriter writer, string text)
    {
        foreach (var part in text.AsSpan().EnumerateLines())
        {
            foreach (var character in part)
            {
                writer.Write(char.IsControl(character) ? ' ' : character);
            }

            writer.Write(' ');
        }
    }

    private static string Word(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce",
        LogLevel.Debug => "dbug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        _ => "crit",
    };
}
