using System.Reflection;
using System.Text.RegularExpressions;
using PrivacyPlatform.Kernel;
using PrivacyPlatform.SubProcessors.Agreements;
using PrivacyPlatform.SubProcessors.Disclosures;
using PrivacyPlatform.SubProcessors.Engagements;
using PrivacyPlatform.SubProcessors.Importing;
using PrivacyPlatform.SubProcessors.Mechanisms;
using PrivacyPlatform.SubProcessors.Notices;
using PrivacyPlatform.SubProcessors.Registers;
using PrivacyPlatform.SubProcessors.Transfers;
using PrivacyPlatform.SubProcessors.Vendors;
using PrivacyPlatform.Testing;

namespace PrivacyPlatform.SubProcessors.Tests;

public sealed partial class RefusalCodeTests
{
    private static readonly string[] Transfers =
    [
        TransferVerdict.MechanismMissing, TransferVerdict.MechanismUnknown, TransferVerdict.NotYetValid, TransferVerdict.NoLongerValid, TransferVerdict.OtherPlace,
        TransferVerdict.OtherRegime, TransferVerdict.NotCertified,
    ];

    // What an edge refuses before there is a command.
    private static readonly string[] OfTheEdge =
        ["day.malformed", "engagement.page_size_malformed", "engagement.page_token_malformed", "import.value_malformed", "import.mode_required", "import.content_required", "import.columns_malformed", "import.file_malformed", "import.too_many_rows"];

    private static IEnumerable<Refusal> Refusals =>
        new[]
        {
            typeof(RegisterRefusals), typeof(VendorRefusals), typeof(EngagementRefusals), typeof(MechanismRefusals), typeof(AgreementRefusals), typeof(DisclosureRefusals),
            typeof(ImportRefusals), typeof(NoticeRefusals),
        }
            .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Static))
            .Select(property => (Refusal)property.GetValue(null)!)
            .Concat(Transfers.Select(reason => EngagementRefusals.Transfer(reason, "USA")));

    private static IEnumerable<(string Code, string Field)> Catalogue =>
        CatalogueLine().Matches(Repository.Read("contracts", "subprocessors.md")).Select(match => (match.Groups["code"].Value, match.Groups["field"].Value));

    [Fact]
    public void Every_refusal_stands_in_the_catalogue_with_its_field_and_nothing_else_does() =>
        Catalogue.Where(line => !OfTheEdge.Contains(line.Code))
            .ShouldBe(Refusals.Select(refusal => (refusal.Code, refusal.Field ?? "none")).Distinct(), ignoreOrder: true);

    [Fact]
    public void What_only_the_edge_refuses_stands_there_too() => OfTheEdge.ShouldBeSubsetOf(Catalogue.Select(line => line.Code));

    [Fact]
    public void What_is_acceptable_is_no_reason_to_refuse() =>
        Should.Throw<ArgumentOutOfRangeException>(() => EngagementRefusals.Transfer(TransferVerdict.Covered, "USA"));

    [GeneratedRegex(@"^\| `(?<code>[a-z_]+\.[a-z_]+)` \| `?(?<field>[a-z_. ]+)`? \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CatalogueLine();
}
