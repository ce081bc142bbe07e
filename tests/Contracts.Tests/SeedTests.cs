using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Google.Protobuf;
using PrivacyPlatform.Consent.V1;

namespace PrivacyPlatform.Contracts.Tests;

/// <summary>The seeds are requests of the contract, and hold what the OpsDuty page lists.</summary>
public sealed class SeedTests
{
    private static DefinePurposeRequest[] Purposes => Requests<DefinePurposeRequest>("opsduty-purposes.json");

    private static PublishNoticeRequest[] Notices => Requests<PublishNoticeRequest>("opsduty-notices.json");

    [Fact]
    public void There_are_exactly_the_twelve_purposes_of_the_page() =>
        Purposes.Select(purpose => purpose.PurposeId).ShouldBe(
        [
            "provide-service", "handle-customer-requests", "manage-accounts", "provide-information", "technical-support", "improve-website-and-apps",
            "improve-and-develop-service", "process-transactions", "security", "general-business", "understand-use", "enforce-terms",
        ]);

    [Fact]
    public void Leaving_the_newsletter_can_not_stop_the_service()
    {
        Purposes.Single(purpose => purpose.PurposeId == "provide-information").LegalBasis.ShouldBe(LegalBasis.Consent);
        Purposes.Single(purpose => purpose.PurposeId == "provide-service").LegalBasis.ShouldBe(LegalBasis.Contract);
    }

    [Fact]
    public void No_purpose_takes_payment_details() =>
        Purposes.SelectMany(purpose => purpose.DataCategories).ShouldNotContain(category => category.Contains("payment", StringComparison.Ordinal));

    [Fact]
    public void The_notice_points_at_the_text_beside_it()
    {
        var text = File.ReadAllBytes(Repository.PathTo("services", "Consent", "seeds", "opsduty-privacy-policy-2024-07-22.txt"));
        var notice = Notices.ShouldHaveSingleItem().Notice;

        notice.Kind.ShouldBe("privacy-policy");
        notice.Version.ShouldBe("2024-07-22");
        notice.ContentHash.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(text)));
    }

    private static T[] Requests<T>(string file)
        where T : IMessage<T>, new() =>
        [.. JsonNode.Parse(Repository.Read("services", "Consent", "seeds", file))!.AsArray().Select(request => JsonParser.Default.Parse<T>(request!.ToJsonString()))];
}
