using System.Text.RegularExpressions;

namespace PrivacyPlatform.Contracts.Tests;

/// <summary>The catalogues in contracts name what there is, and nothing else.</summary>
public sealed partial class CatalogueTests
{
    public static TheoryData<string, string> Catalogues => new()
    {
        { "README.md", "privacyplatform.consent.v1." },
        { "subprocessors.md", "privacyplatform.subprocessors.v1." },
    };

    [Theory]
    [MemberData(nameof(Catalogues))]
    public void Every_announced_message_has_its_line(string file, string package)
    {
        var lines = CatalogueLine().Matches(Repository.Read("contracts", file)).Select(match => package + match.Groups["message"].Value);
        lines.ShouldBe(AllContracts.AnnouncedNames.Where(name => name.StartsWith(package, StringComparison.Ordinal)), ignoreOrder: true);
    }

    [Fact]
    public void Every_package_that_announces_has_its_catalogue() =>
        AllContracts.AnnouncedNames.Select(name => name[..(name.LastIndexOf('.') + 1)]).Distinct().ShouldBe(Catalogues.Select(row => row.Data.Item2), ignoreOrder: true);

    [Fact]
    public void Every_example_is_linked_and_every_link_leads_to_an_example() =>
        Catalogues.SelectMany(row => ExampleLink().Matches(Repository.Read("contracts", row.Data.Item1))).Select(match => match.Groups["file"].Value)
            .ShouldBe(Directory.EnumerateFiles(Repository.PathTo("contracts", "examples")).Select(path => Path.GetFileName(path)), ignoreOrder: true);

    [GeneratedRegex(@"^\| `(?<message>[A-Za-z]+)` \| (product teams|[a-z]+ service) \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CatalogueLine();

    [GeneratedRegex(@"\(examples/(?<file>[^)]+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ExampleLink();
}
