using System.CommandLine;
using PrivacyPlatform.SubProcessors.V1;

namespace PrivacyPlatform.Cli;

/// <summary>From which point a registry is looked at.</summary>
internal sealed class RegistryPoint
{
    private readonly PointOptions point = new();

    public void AddTo(Command command) => point.AddTo(command);

    /// <summary>Whether it is asked what was known then.</summary>
    public bool NamesRecorded(System.CommandLine.Parsing.CommandResult result) => point.NamesRecorded(result);

    /// <summary>Null when nothing narrows the question: now, everything.</summary>
    public AsOf? From(ParseResult parsed)
    {
        var (occurred, recorded) = point.From(parsed);
        return occurred is null && recorded is null ? null : new AsOf { OccurredAt = occurred, RecordedAt = recorded };
    }
}
