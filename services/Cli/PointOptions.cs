using System.CommandLine;
using Google.Protobuf.WellKnownTypes;

namespace PrivacyPlatform.Cli;

/// <summary>The two times from which anything can be looked at.</summary>
internal sealed class PointOptions
{
    private readonly Option<DateTimeOffset?> occurred = When("--as-of", "As it was then, as we know now: only what had happened by");
    private readonly Option<DateTimeOffset?> recorded = When("--as-known", "As it was known then: only what was recorded by");

    public void AddTo(Command command)
    {
        command.Options.Add(occurred);
        command.Options.Add(recorded);
    }

    /// <summary>Null is what was not said.</summary>
    public (Timestamp? OccurredAt, Timestamp? RecordedAt) From(ParseResult parsed) =>
        (parsed.GetValue(occurred)?.ToTimestamp(), parsed.GetValue(recorded)?.ToTimestamp());

    public bool NamesRecorded(System.CommandLine.Parsing.CommandResult result) => result.GetValue(recorded) is not null;

    private static Option<DateTimeOffset?> When(string name, string meaning) => new(name)
    {
        Description = $"{meaning} {Moment.Help}.",
        HelpName = "when",
        CustomParser = result => Moment.Parse(result, name),
    };
}
