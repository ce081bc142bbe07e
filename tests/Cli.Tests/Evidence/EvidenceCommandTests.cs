using System.Text.Json;

namespace PrivacyPlatform.Cli.Tests;

/// <summary>A reviewer's way, from the first checkpoint to the day when something does not hold, over the real protocol.</summary>
public sealed class EvidenceCommandTests : IClassFixture<TestLog>, IDisposable
{
    private readonly TestLog log;
    private readonly Terminal terminal = new();

    public EvidenceCommandTests(TestLog log)
    {
        this.log = log;
        terminal.With("PRIVACY_URL", log.Url).WithFile(".local/secrets/signing-key.pem", log.TokenKey);
    }

    public void Dispose() => terminal.Dispose();

    [Fact]
    public async Task A_reviewer_keeps_a_checkpoint_exports_later_and_verifies_offline()
    {
        await log.Record("alpha", "counter-a", 0);
        await log.Record("beta", "counter-a", 0);
        (await terminal.Run("evidence", "checkpoint", "--tenant", "alpha", "--json")).ShouldBe(0);
        var key = JsonDocument.Parse(terminal.Out).RootElement.GetProperty("publicKey").GetString()!;
        key.ShouldStartWith("privacyplatform.invalid/test/alpha+");
        (await terminal.Run("evidence", "checkpoint", "--tenant", "alpha", "--out", File("kept.txt"), "--key", key)).ShouldBe(0);

        await log.Record("alpha", "counter-a", 1);
        await log.Record("alpha", "counter-b", 0);
        (await terminal.Run("evidence", "export", File("all.zip"), "--tenant", "alpha", "--kept", File("kept.txt"))).ShouldBe(0);
        (await terminal.Run("evidence", "export", File("part"), "--tenant", "alpha", "--kept", File("kept.txt"), "--stream", "counter-b")).ShouldBe(0);
        // Three of the counters, and that the reviewer took two checkpoints.
        terminal.Out.ShouldContain("5 events of privacyplatform.invalid/test/alpha");
        terminal.Out.ShouldContain("1 events of privacyplatform.invalid/test/alpha");

        using var offline = new Terminal();
        (await offline.Run("evidence", "verify", File("all.zip"), "--key", key, "--kept", File("kept.txt"))).ShouldBe(0, offline.Out + offline.Error);
        offline.Out.ShouldContain("The evidence holds: 5 events of 3 streams");
        offline.Out.ShouldContain("It is everything that was recorded");
        offline.Out.ShouldContain("continues the checkpoint");
        (await offline.Run("evidence", "verify", File("part"), "--key", key, "--kept", File("kept.txt"))).ShouldBe(0, offline.Out + offline.Error);
        offline.Out.ShouldContain("It is a part");
    }

    [Fact]
    public async Task What_was_changed_in_the_database_ends_with_3_and_says_which_event()
    {
        await log.Record("gamma", "counter-a", 0);
        await log.Record("gamma", "counter-a", 1);
        await log.Ask<object>("""UPDATE events.mt_events SET data = '{"amount": 9}' WHERE tenant_id = 'gamma' AND version = 2""");
        (await terminal.Run("evidence", "export", File("changed"), "--tenant", "gamma")).ShouldBe(0);
        var key = await System.IO.File.ReadAllTextAsync(File("changed/public-key.txt"));

        using var offline = new Terminal();
        (await offline.Run("evidence", "verify", File("changed"), "--key", key)).ShouldBe(3);
        offline.Out.ShouldContain("event_changed: The event of leaf 1 is not the one that was sealed.");
        offline.Out.ShouldContain("does NOT hold");
        (await offline.Run("evidence", "verify", File("changed"), "--key", key, "--json")).ShouldBe(3);
        offline.Out.ShouldContain("\"holds\":false");
    }

    [Fact]
    public async Task A_log_without_events_has_no_checkpoint()
    {
        (await terminal.Run("evidence", "checkpoint", "--tenant", "empty")).ShouldBe(3);
        terminal.Error.ShouldContain("evidence.checkpoint_unknown");
        (await terminal.Run("evidence", "export", File("empty"), "--tenant", "empty")).ShouldBe(3);
    }

    [Fact]
    public async Task Only_reviewers_are_shown_evidence()
    {
        (await terminal.Run("token", "--role", "emitter", "--tenant", "alpha")).ShouldBe(0);
        using var emitter = new Terminal();
        emitter.With("PRIVACY_URL", log.Url).With("PRIVACY_TOKEN", terminal.Out.Trim());
        (await emitter.Run("evidence", "checkpoint")).ShouldBe(4);
        emitter.Error.ShouldContain("role");
    }

    [Theory]
    [InlineData("verify", "nothing-there", "--key", "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    [InlineData("verify", "nothing-there", "--key", "no key")]
    [InlineData("verify", "nothing-there")]
    [InlineData("export", "bundle", "--kept", "nothing-there")]
    public async Task What_cannot_be_read_ends_with_2(params string[] args) => (await terminal.Run(["evidence", .. args])).ShouldBe(2);

    private string File(string name) => Path.Combine(terminal.Home, name);
}
