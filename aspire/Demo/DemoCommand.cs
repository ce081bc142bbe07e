using System.CommandLine;
using Spectre.Console;

namespace PrivacyPlatform.Demo;

/// <summary>What <c>./run demo</c> understands. Exit code 0: every count agreed; 1: not, or the demo could not go on.</summary>
internal static class DemoCommand
{
    public static RootCommand Build()
    {
        var people = new Option<int>("--people") { Description = "How many people answer; at least 1.", DefaultValueFactory = _ => 1_000 };
        var seed = new Option<int>("--seed") { Description = "Makes the same people and answers again.", DefaultValueFactory = _ => 20_240_722 };
        var within = new Option<int>("--within") { Description = "Seconds without any progress after which the demo gives up.", DefaultValueFactory = _ => 90 };
        var local = new Option<DirectoryInfo>("--local") { Description = "The running system's folder.", DefaultValueFactory = _ => new DirectoryInfo(".local") };
        people.Validators.Add(result =>
        {
            if (result.GetValue(people) < 1)
            {
                result.AddError("--people must be at least 1.");
            }
        });

        var demo = new RootCommand("From a product team's messages to a reviewer's replay, against the running system.") { people, seed, within, local };
        demo.SetAction(async (arguments, cancel) =>
        {
            if (!AnsiConsole.Profile.Out.IsTerminal)
            {
                // A log or a pipe: plain lines, wide enough for the tables.
                AnsiConsole.Profile.Capabilities.Ansi = false;
                AnsiConsole.Profile.Width = 120;
            }

            try
            {
                await using var system = await RunningSystem.Find(arguments.GetValue(local)!.FullName, cancel);
                var stall = TimeSpan.FromSeconds(arguments.GetValue(within));
                var story = new Story(system, TimeProvider.System, arguments.GetValue(people), arguments.GetValue(seed), stall);
                return await story.Tell(cancel) ? 0 : 1;
            }
            catch (DemoFailedException failure)
            {
                AnsiConsole.MarkupLineInterpolated($"[red]demo: failed[/] {failure.Message}");
                return 1;
            }
        });
        return demo;
    }
}
