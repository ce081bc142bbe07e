using System.CommandLine;
using PrivacyPlatform.Consent.V1;

namespace PrivacyPlatform.Cli;

/// <summary>From which point in its history a subject is looked at.</summary>
internal sealed class AsOfOptions
{
    private readonly PointOptions point = new();

    private readonly Option<long?> version = new("--version")
    {
        Description = "Only events up to this version of the subject's stream.",
        HelpName = "number",
        Validators = { result => { if (result.GetValueOrDefault<long?>() is < 1) { result.AddError("--version is 1 or more."); } } },
    };

    public void AddTo(Command command)
    {
        point.AddTo(command);
        command.Options.Add(version);
    }

    /// <summary>Null when nothing narrows the question: now, everything.</summary>
    public AsOf? From(ParseResult parsed)
    {
        var (occurred, recorded) = point.From(parsed);
        var upTo = parsed.GetValue(version);
        return occurred is null && recorded is null && upTo is null ? null : new AsOf { OccurredAt = occurred, RecordedAt = recorded, Version = upTo ?? 0 };
    }
}
