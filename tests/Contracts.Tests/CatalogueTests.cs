using System.Text.RegularExpressions;

namespace PrivacyPlatform.Contracts.Tests;

/// <summary>The catalogue in contracts/README.md names what there is, and nothing else.</summary>
public sealed partial class CatalogueTests
{
    private static readonly string Readme = Repository.Read("contracts", "README.md");

    [Fact]
    public void Every_announced_message_has_its_line()
    {
        var lines = CatalogueLine().Matches(Readme).Select(match => "privacyplatform.consent.v1." + match.Groups["message"].Value);
        lines.ShouldBe(AllContracts.AnnouncedNames.Where(name => name.StartsWith("privacyplatform.consent.", StringComparison.Ordinal)), ignoreOrder: true);
    }

    [Fact]
    public void Every_example_is_linked_and_every_link_leads_to_an_example() =>
        ExampleLink().Matches(Readme).Select(match => match.Groups["file"].Value)
            .ShouldBe(Directory.EnumerateFiles(Repository.PathTo("contracts", "examples")).Select(path => Path.GetFileName(path)), ignoreOrder: true);

    [GeneratedRegex(@"^\| `(?<message>[A-Za-z]+)` \| (product teams|[a-z]+ service) \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CatalogueLine();

    [GeneratedRegex(@"\(examples/(?<file>[^)]+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ExampleLink();
}
