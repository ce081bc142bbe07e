using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PrivacyPlatform.Testing;

namespace PrivacyPlatform.EndToEnd.Tests;

/// <summary>What came over the bus, taken away by a reviewer and checked where nothing of ours runs.</summary>
public sealed class EvidenceStory(RunningSystem system) : IDisposable
{
    private readonly DirectoryInfo reviewer = Directory.CreateTempSubdirectory("privacyplatform-reviewer-");

    public void Dispose() => reviewer.Delete(recursive: true);

    [Fact]
    public async Task Evidence_holds_offline_until_a_byte_is_changed_and_also_after_an_erasure()
    {
        await system.DefineCatalog();
        const string subject = "evidence-1";
        var captured = JsonNode.Parse(await File.ReadAllTextAsync(Repository.PathTo("contracts/examples/privacyplatform.consent.v1.ConsentCaptured.json")))!;
        captured["subjectId"] = subject;
        var announced = JsonDocument.Parse(await system.Succeed("node tests/EndToEnd.Tests/node/bus.mjs opsduty evidence", captured.ToJsonString())).RootElement;
        var eventId = announced.GetProperty("announced").GetProperty("messageId").GetString()!;
        // The key comes from the log's operator, once.
        var key = JsonDocument.Parse(await system.Succeed("./privacy evidence checkpoint --json")).RootElement.GetProperty("publicKey").GetString()!;
        await system.Succeed($"./privacy evidence checkpoint --out {Path("kept.txt")}");

        await ExportWith(eventId, "first");
        var verified = await Verify("first", key, "kept.txt", expected: 0);
        verified.ShouldContain("It is everything that was recorded");
        verified.ShouldContain("continues the checkpoint that was kept");
        verified.ShouldContain("Replayed: the ");

        var events = Path("first/events.ndjson");
        var bytes = await File.ReadAllBytesAsync(events);
        var at = bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(eventId)) + 3;
        bytes[at] = bytes[at] == (byte)'0' ? (byte)'1' : (byte)'0';
        await File.WriteAllBytesAsync(events, bytes);
        (await Verify("first", key, "kept.txt", expected: 3)).ShouldContain("event_changed");

        var erased = JsonDocument.Parse(await system.Succeed($"./privacy subject erase {subject} --reason dsar.erasure --json")).RootElement;
        erased.GetProperty("certificate").GetProperty("reason").GetString().ShouldBe("dsar.erasure");
        await ExportWith("subject_erased", "second");
        (await Verify("second", key, "kept.txt", expected: 0)).ShouldContain("The evidence holds");
        (await File.ReadAllTextAsync(Path("second/events.ndjson"))).ShouldContain(eventId);
    }

    private string Path(string name) => System.IO.Path.Combine(reviewer.FullName, name);

    /// <summary>Exports until the log has what was recorded last; it takes a second at most.</summary>
    private async Task ExportWith(string text, string bundle)
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            bound.Token.ThrowIfCancellationRequested();
            await system.Succeed($"rm -rf {Path(bundle)} && ./privacy evidence export {Path(bundle)} --kept {Path("kept.txt")}");
            if ((await File.ReadAllTextAsync(Path($"{bundle}/events.ndjson"), bound.Token)).Contains(text, StringComparison.Ordinal))
            {
                return;
            }
        }
    }

    /// <summary>On a machine that knows no service: neither where one is, nor a key for tokens.</summary>
    private Task<string> Verify(string bundle, string key, string kept, int expected) => system.Succeed(
        $"PRIVACY_HOME={reviewer.FullName} PRIVACY_URL=http://127.0.0.1:1 ./privacy evidence verify {Path(bundle)} --key '{key}' --kept {Path(kept)}; [[ $? -eq {expected} ]]");
}
