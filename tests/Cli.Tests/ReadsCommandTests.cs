namespace PrivacyPlatform.Cli.Tests;

public sealed class ReadsCommandTests : IAsyncLifetime
{
    private readonly Terminal terminal = new();
    private TestReads service = null!;

    public async ValueTask InitializeAsync()
    {
        service = await TestReads.Start();
        terminal.With("PRIVACY_URL", service.Url).With("PRIVACY_TOKEN", "token");
    }

    public ValueTask DisposeAsync()
    {
        terminal.Dispose();
        return service.DisposeAsync();
    }

    [Fact]
    public async Task Each_read_is_a_line_with_who_how_much_and_what_was_asked_for()
    {
        (await terminal.Run("reads", "--actor", "auditor", "--about", "s-1001", "--from", "2026-03-01", "--until", "2026-03-01")).ShouldBe(0, terminal.Error);

        var lines = terminal.Out.Split('\n');
        lines[1].ShouldBe("2026-03-01 09:00:00Z  auditor                   …  ConsentService/ReadHistory        subject_id=s-1001");
        lines[2].ShouldBe("2026-03-01 09:00:00Z  auditor           14, broken  ConsentService/ReadHistory        subject_id=s-1001");
        var asked = service.Service.Asked.ShouldNotBeNull();
        (asked.Actor, asked.About, asked.From, asked.Until).ShouldBe(("auditor", "s-1001", TestReads.At("2026-03-01T00:00:00Z"), TestReads.At("2026-03-02T00:00:00Z")));
    }

    [Fact]
    public async Task As_JSON_each_line_is_a_document()
    {
        (await terminal.Run("reads", "--json", "--service", "consent")).ShouldBe(0);

        terminal.Out.ShouldContain("""{ "eventId": "", "recordedAt": "2026-03-01T09:00:00Z", "actor": "auditor", "phase": "PHASE_BEGAN",""");
    }

    [Fact]
    public async Task That_nobody_read_anything_is_a_no()
    {
        (await terminal.Run("reads", "--actor", "nobody")).ShouldBe(3);

        terminal.Out.ShouldBe("Nobody read anything.\n");
    }
}
