using System.Text.RegularExpressions;
using PrivacyPlatform.Testing;

namespace PrivacyPlatform.EndToEnd.Tests;

/// <summary>The README's own examples, pasted as they stand into a shell, on a system that nobody has used before.</summary>
public sealed partial class ReadmeStory
{
    [Fact]
    public async Task Every_command_of_the_README_works_when_pasted()
    {
        var commands = Blocks().Matches(Repository.Read("README.md")).Select(block => block.Groups["commands"].Value)
            .Where(block => !block.StartsWith("./run  ", StringComparison.Ordinal)) // the two commands that these tests run by
            .ToList();
        commands.Count.ShouldBeGreaterThan(3);
        commands[0].ShouldStartWith("./run --detach");
        commands[^1].ShouldContain("./run stop");

        await using var newcomer = new Newcomer();
        foreach (var block in commands)
        {
            await newcomer.Paste(block);
        }
    }

    [GeneratedRegex("^```sh\n(?<commands>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Blocks();

    private sealed class Newcomer : IAsyncDisposable
    {
        private readonly RunningSystem system = new();

        public async Task Paste(string commands) => await system.Succeed($"set -e\n{commands}");

        public ValueTask DisposeAsync() => system.DisposeAsync();
    }
}
