using System.CommandLine;
using Google.Protobuf.WellKnownTypes;
using PrivacyPlatform.Consent.V1;

namespace PrivacyPlatform.Cli;

/// <summary>From which point in its history a subject is looked at.</summary>
internal sealed class AsOfOptions
{
    private readonly Option<DateTimeOffset?> occurred = When("--as-of", "As it was then, as we know now: only what had happened by");
    private readonly Option<DateTimeOffset?> recorded = When("--as-known", "As it was known then: only what was recorded by");

    private readonly Option<long?> version = new("--version")
    {
        Description = "Only events up to this version of the subject's stream.",
        HelpName = "number",
        Validators = { result => { if (result.GetValueOrDefault<long?>() is < 1) { result.AddError("--version is 1 or more."); } } },
    };

    public void AddTo(Command command)
    {
        command.Options.Add(occurred);
        command.Options.Add(recorded);
        command.Options.Add(version);
    }

    /// <summary>Null when nothing narrows the question: now, everything.</summary>
    public AsOf? From(ParseResult parsed)
    {
        var (happened, known, upTo) = (parsed.GetValue(occurred), parsed.GetValue(recorded), parsed.GetValue(version));
        return happened is null && known is null && upTo is null
            ? null
            : new AsOf { OccurredAt = Timestamp(happened), RecordedAt = Timestamp(known), Version = upTo ?? 0 };
    }

    private static Timestamp? Timestamp(DateTimeOffset? moment) => moment is { } some ? some.ToTimestamp() : null;

    private static Option<DateTimeOffset?> When(string name, string meaning) => new(name)
    {
        Description = $"{meaning} {Moment.Help}.",
        HelpName = "when",
        CustomParser = result =>
        {
            if (Moment.TryParse(result.Tokens[0].Value, out var moment))
            {
                return moment;
            }

            result.AddError($"{name} wants {Moment.Help}.");
            return null;
        },
    };
}
