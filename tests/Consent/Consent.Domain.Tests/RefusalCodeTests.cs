using System.Reflection;
using System.Text.RegularExpressions;
using PrivacyPlatform.Consent.Notices;
using PrivacyPlatform.Consent.Purposes;
using PrivacyPlatform.Consent.Subjects;
using PrivacyPlatform.Kernel;
using PrivacyPlatform.Testing;

namespace PrivacyPlatform.Consent.Tests;

public sealed partial class RefusalCodeTests
{
    private static IEnumerable<Refusal> Refusals =>
        new[] { typeof(PurposeRefusals), typeof(NoticeRefusals), typeof(SubjectRefusals) }
            .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Static))
            .Select(property => (Refusal)property.GetValue(null)!);

    [Fact]
    public void Every_refusal_stands_in_the_catalogue_with_its_field_and_nothing_else_does() =>
        CatalogueLine().Matches(Repository.Read("contracts", "README.md"))
            .Select(match => $"{match.Groups["code"].Value} {match.Groups["field"].Value}")
            .ShouldBe(Refusals.Select(refusal => $"{refusal.Code} {refusal.Field}"), ignoreOrder: true);

    [Fact]
    public void A_code_stands_for_one_refusal() => Refusals.Select(refusal => refusal.Code).ShouldBeUnique();

    [GeneratedRegex(@"^\| `(?<code>[a-z]+\.[a-z_]+)` \| `(?<field>[a-z_.]+)` \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CatalogueLine();
}
