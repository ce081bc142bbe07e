using System.CommandLine;
using Google.Protobuf.WellKnownTypes;
using PrivacyPlatform.SubProcessors.V1;

namespace PrivacyPlatform.Cli;

/// <summary><c>privacy subprocessors diff REGISTER FROM [TO]</c>: what became different between two points.</summary>
internal static class CompareCommand
{
    public static Command Build(Surroundings surroundings)
    {
        var register = new Argument<string>("REGISTER") { Description = "A register, see: privacy subprocessors registers" };
        var from = RegistryArguments.When("FROM", $"As the register stood then: {Moment.Help}.", ArgumentArity.ExactlyOne);
        var to = RegistryArguments.When("TO", "And as it stood then. Default: now.", ArgumentArity.ZeroOrOne);
        var command = new DocumentedCommand(
            "diff",
            "How a register differs between two points in time.",
            "privacy subprocessors diff opsduty 2026-03-01",
            "privacy subprocessors diff opsduty 2026-03-01 2026-04-01T09:00:00Z --json")
        {
            register,
            from,
            to,
        };
        command.SetAction(async (parsed, ct) =>
        {
            using var registry = RegistryConnection.Open(parsed, surroundings);
            var request = new CompareRegisterRequest
            {
                RegisterId = parsed.GetValue(register),
                From = parsed.GetValue(from)?.ToTimestamp(),
                To = parsed.GetValue(to)?.ToTimestamp(),
            };
            var response = await registry.Client.CompareRegisterAsync(request, registry.Call(ct));
            return Show(response, parsed.GetValue(GlobalOptions.Json), surroundings);
        });
        return command;
    }

    private static int Show(CompareRegisterResponse response, bool json, Surroundings surroundings)
    {
        if (json)
        {
            surroundings.Out.WriteLine(Json.Of(response));
            return ExitCode.Ok;
        }

        if (response.Changes.Count == 0)
        {
            surroundings.Out.WriteLine("Nothing differs.");
            return ExitCode.Ok;
        }

        var table = Tables.New("Engagement", "What", "Before", "After");
        foreach (var change in response.Changes)
        {
            foreach (var (what, before, after) in Lines(change))
            {
                table.Row(change.EngagementId, what, before, after);
            }
        }

        Tables.Write(surroundings, table);
        surroundings.Out.WriteLine(
            $"{response.Changes.Count(change => change.Before is null)} came, {response.Changes.Count(change => change.After is null)} went, "
            + $"{response.Changes.Count(change => change is { Before: not null, After: not null })} changed");
        return ExitCode.Ok;
    }

    private static IEnumerable<(string What, string Before, string After)> Lines(EngagementChange change) => change switch
    {
        { Before: { } before, After: { } after } => change.Fields.Select(field => (EngagementFields.Title(field), EngagementFields.Value(before, field), EngagementFields.Value(after, field))),
        { After: { } came } => [("came", "-", Summary(came))],
        { Before: { } gone } => [("went", Summary(gone), "-")],
        _ => [],
    };

    private static string Summary(Engagement engagement) =>
        $"{RegistryWords.Vendor(engagement)} in {RegistryWords.Places(engagement.Terms.Locations)}, {RegistryWords.Of(engagement.Standing)}";
}
