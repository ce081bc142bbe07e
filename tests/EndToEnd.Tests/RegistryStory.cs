using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using PrivacyPlatform.Testing;

namespace PrivacyPlatform.EndToEnd.Tests;

/// <summary>The real registers of two organizations: from their files to findings, a drill, a past date, what a subscriber hears and what a later one reads.</summary>
public sealed partial class RegistryStory(RunningSystem system)
{
    private const string Registry = "./privacy subprocessors";
    private const string Seeds = "services/SubProcessors/seeds";

    // Not the names of the seeds' own tenants: what is imported when the system starts would be there before us, or not.
    [Theory]
    [InlineData("opsduty", "clinic", 7, "vendor.not_listed", "location.unknown", "data_categories.unknown")]
    [InlineData("octopus", "quay", 37, "vendor.not_listed", "name.unknown", "location.disagrees", "contact.of_another_vendor", "purpose.repeated", "mechanism.not_needed", "contact.personal_mailbox", "mechanism.without_evidence")]
    public async Task A_real_register_is_imported_once_looked_at_and_seen_as_of_before(string file, string tenant, int rows, params string[] rules)
    {
        await system.Succeed($"{Registry} registers import {Seeds}/{file}.registers.json --tenant {tenant}");
        (await system.Succeed($"{Registry} import {Seeds}/{file}.json --tenant {tenant}")).ShouldContain("changes.");
        (await system.Succeed($"{Registry} import {Seeds}/{file}.json --tenant {tenant}")).ShouldContain("nothing changed");

        var listed = Document(await system.Succeed($"{Registry} list --json --tenant {tenant}"));
        listed.GetProperty("engagements").GetArrayLength().ShouldBe(rows);
        (await system.Succeed($"{Registry} list --as-known 2020-01-01 --tenant {tenant} || [[ $? == 3 ]]")).ShouldContain("Nobody stands there");

        var found = Document(await system.Succeed($"{Registry} lint --json --tenant {tenant} || [[ $? == 3 ]]")).GetProperty("findings").EnumerateArray()
            .Select(finding => finding.GetProperty("rule").GetString()!).ToHashSet(StringComparer.Ordinal);
        found.IsSupersetOf(rules).ShouldBeTrue(string.Join(", ", found));
    }

    [Fact]
    public async Task A_mechanism_falls_and_a_subscriber_hears_it_now_and_from_the_feed()
    {
        const string Type = "privacyplatform.subprocessors.v1.TransferMechanismInvalidated";
        using var bound = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var asked = await system.Succeed($"{Registry} invalidate eu-us-dpf --from 2100-01-01 --dry-run");
        asked.ShouldContain("nothing was recorded");

        await using var subscriber = Shell.Start($"node tests/EndToEnd.Tests/node/hear.mjs opsduty registry {Type}", system.Environment);
        await subscriber.Until("listening", bound.Token);
        (await system.Succeed($"{Registry} invalidate eu-us-dpf --from 2100-01-01 --reason 'A judgment'")).ShouldContain("(recorded)");
        (await subscriber.End(bound.Token)).ShouldBe(0, subscriber.Output);
        var heard = Document(subscriber.Output[subscriber.Output.IndexOf('{', StringComparison.Ordinal)..]);
        heard.GetProperty("body").GetProperty("mechanismId").GetString().ShouldBe("eu-us-dpf");

        var read = await system.Succeed(
            $$"""
            curl --silent --fail --header "authorization: Bearer $(./privacy token --role reader)" --header "content-type: application/json" \
                 --data '{"types": ["{{Type}}"], "untilCaughtUp": true}' "$(./privacy url subprocessors)/privacyplatform.feed.v1.FeedService/Read"
            """);
        read.ShouldContain("eu-us-dpf");
    }

    [Fact]
    public async Task A_drill_of_the_clauses_lists_every_engagement_that_rests_on_them_and_records_nothing()
    {
        await system.Succeed($"{Registry} import {Seeds}/octopus.json --tenant quarry");

        var drill = $"{Registry} invalidate scc --from 2100-01-01 --dry-run --json --tenant quarry";
        var reliances = Document(await system.Succeed(drill)).GetProperty("reliances").EnumerateArray().ToList();

        reliances.Count.ShouldBeGreaterThan(20);
        reliances.ShouldAllBe(reliance => DateOnly.Parse(reliance.GetProperty("since").GetString()!, CultureInfo.InvariantCulture) < new DateOnly(2100, 1, 1));
        Document(await system.Succeed(drill)).GetProperty("reliances").GetArrayLength().ShouldBe(reliances.Count);
    }

    [Fact]
    public async Task The_registrys_README_works_when_pasted_from_files_to_a_notice_and_an_objection_by_its_link()
    {
        var commands = string.Concat(Blocks().Matches(Repository.Read("services/SubProcessors/README.md")).Select(block => block.Groups["commands"].Value));
        commands.ShouldStartWith("./run --detach");

        var output = await system.Succeed($"set -e\n{commands}");

        var webhook = Webhook().Match(output);
        webhook.Success.ShouldBeTrue(output);
        var signed = Encoding.UTF8.GetBytes($"{webhook.Groups["id"].Value}.{webhook.Groups["time"].Value}.{webhook.Groups["body"].Value}");
        var secret = Convert.FromBase64String(Secret().Match(output).Groups["secret"].Value);
        webhook.Groups["signature"].Value.ShouldBe(Convert.ToBase64String(HMACSHA256.HashData(secret, signed)));
        Regex.Count(output, "1 +[0-9: Z-]{20} +accepted", RegexOptions.None, Bound).ShouldBe(2, output);

        // Looking at the link changed nothing, the button did.
        var standings = Regex.Matches(output, "^standing +(?<kind>[a-z]+) since", RegexOptions.Multiline | RegexOptions.ExplicitCapture, Bound).Select(match => match.Groups["kind"].Value);
        standings.ShouldBe(["announced", "objected"], output);
        output.ShouldContain("norse objected to terms 1");
        (await system.Succeed($"{Registry} show octopus-cloud-acme --tenant harbor")).ShouldContain("announced since");
    }

    private static TimeSpan Bound => TimeSpan.FromSeconds(5);

    private static JsonElement Document(string json) => JsonDocument.Parse(json).RootElement;

    [GeneratedRegex("^```sh\n(?<commands>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Blocks();

    [GeneratedRegex("^Webhooks are signed with whsec_(?<secret>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Secret();

    [GeneratedRegex("webhook-id: (?<id>.+)\nwebhook-timestamp: (?<time>.+)\nwebhook-signature: v1,(?<signature>.+)\n\n(?<body>{.*})\n", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Webhook();
}
