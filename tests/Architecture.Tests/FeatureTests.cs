using System.Text.RegularExpressions;
using PrivacyPlatform.Testing;

namespace PrivacyPlatform.Architecture.Tests;

/// <summary>One file per feature, named after its command, with the same name on every side.</summary>
public sealed partial class FeatureTests
{
    private static readonly string[] Features = [.. Sources.CSharp.Where(IsFeature)];

    [Fact]
    public void There_are_features_to_look_at() =>
        new[] { "DefinePurpose", "PublishNotice", "GrantConsent", "DenyConsent", "WithdrawConsent" }
            .ShouldBeSubsetOf(Features.Select(path => Path.GetFileNameWithoutExtension(path)));

    [Fact]
    public void A_command_is_declared_in_the_file_named_after_it() =>
        Sources.CSharp.Where(InDomain)
            .SelectMany(path => Command().Matches(Repository.Read(path)).Select(match => (Path: path, Command: match.Groups["name"].Value)))
            .Where(found => Path.GetFileNameWithoutExtension(found.Path) != found.Command)
            .ShouldBeEmpty();

    [Fact]
    public void Every_feature_of_a_domain_has_its_tests() =>
        Features.Where(path => !Sources.All.Contains(TestOf(path))).ShouldBeEmpty();

    [Fact]
    public void Every_feature_of_a_domain_has_its_edge_and_the_edge_its_tests() =>
        Features.Where(HasService).SelectMany(path => new[] { EdgeOf(path), EdgeOf(TestOf(path)) }).Where(path => !Sources.All.Contains(path)).ShouldBeEmpty();

    [Fact]
    public void Every_edge_that_calls_can_reach_has_its_tests() =>
        Sources.CSharp.Where(path => path.Contains(".Service/", StringComparison.Ordinal) && CallOverride().IsMatch(Repository.Read(path)))
            .Where(path => !Sources.All.Contains(path.Replace("services/", "tests/", StringComparison.Ordinal).Replace(".Service/", ".Service.Tests/", StringComparison.Ordinal).Replace(".cs", "Tests.cs", StringComparison.Ordinal)))
            .ShouldBeEmpty();

    [Fact]
    public void The_tests_of_a_feature_stand_where_the_feature_stands() =>
        TestOf("services/Consent/Consent.Domain/Subjects/GrantConsent.cs").ShouldBe("tests/Consent/Consent.Domain.Tests/Subjects/GrantConsentTests.cs");

    private static string TestOf(string feature) =>
        feature.Replace("services/", "tests/", StringComparison.Ordinal)
            .Replace(".Domain/", ".Domain.Tests/", StringComparison.Ordinal)
            .Replace(".cs", "Tests.cs", StringComparison.Ordinal);

    // Rules may be there before the process that runs them.
    private static bool HasService(string feature) => Sources.Projects.Any(project => project.StartsWith(string.Join('/', EdgeOf(feature).Split('/').Take(3)) + "/", StringComparison.Ordinal));

    private static string EdgeOf(string path) => path.Replace(".Domain", ".Service", StringComparison.Ordinal);

    private static bool InDomain(string path) => path.StartsWith("services/", StringComparison.Ordinal) && path.Contains(".Domain/", StringComparison.Ordinal);

    private static bool IsFeature(string path) => InDomain(path) && Command().IsMatch(Repository.Read(path));

    [GeneratedRegex(@"public override async Task(<V1\.\w+>)? \w+\(\s*V1\.", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CallOverride();

    [GeneratedRegex(@"^public sealed record (?<name>\w+)(\([^{;]*\))?\s*:\s*\w+Command\b", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Command();
}
