using System.Text.Json;
using PrivacyPlatform.Consent.V1;

namespace PrivacyPlatform.Cli.Tests;

public sealed class ConsentCommandTests : IAsyncLifetime
{
    private readonly Terminal terminal = new();
    private TestConsent consent = null!;

    public async ValueTask InitializeAsync()
    {
        consent = await TestConsent.Start();
        terminal.With("PRIVACY_URL", consent.Url).With("PRIVACY_TOKEN", "token-of-a-reviewer");
    }

    public async ValueTask DisposeAsync()
    {
        terminal.Dispose();
        await consent.DisposeAsync();
    }

    [Fact]
    public async Task What_people_said_stands_below_the_event_and_an_erasure_is_one()
    {
        (await terminal.Run("history", "stated")).ShouldBe(0, terminal.Error);

        var lines = Lines(terminal.Out);
        lines[2].ShouldBe("      \"Please never again.\"");
        lines[4].ShouldStartWith("      (erased, certificate ");
        lines[5].ShouldContain("erased");
    }

    [Fact]
    public async Task An_erasure_shows_its_certificate_and_what_somebody_must_look_at()
    {
        (await terminal.Run("subject", "erase", "s-1001", "--reason", "dsar.erasure")).ShouldBe(0, terminal.Error);

        Asked<EraseRequest>().ShouldBe(new EraseRequest { SubjectId = "s-1001", Reason = "dsar.erasure" });
        terminal.Out.ShouldContain("1 keys destroyed at 2026-03-01 09:00:00Z, by officer-1, because of dsar.erasure");
        terminal.Out.ShouldContain("from 2026-03-15 09:00:00Z on");
        terminal.Out.ShouldContain("its hashes fit");
        terminal.Out.ShouldContain("2 messages about this person were removed");
        terminal.Out.ShouldContain("4 messages wait there that do not say about whom they are");
    }

    [Fact]
    public async Task An_erasure_needs_a_reason()
    {
        (await terminal.Run("subject", "erase", "s-1001")).ShouldBe(2);
        consent.Service.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task Certificates_are_checked_against_their_own_hashes()
    {
        (await terminal.Run("subject", "certificate", "s-1001")).ShouldBe(0, terminal.Error);
        terminal.Out.ShouldContain("its hashes fit");
        (await terminal.Run("subject", "certificate", "forged")).ShouldBe(0);
        terminal.Out.ShouldContain("do NOT fit");
        (await terminal.Run("subject", "certificate", "nobody")).ShouldBe(3);
    }

    [Fact]
    public async Task A_subjects_answers_stand_in_a_table()
    {
        (await terminal.Run("subject", "s-1001")).ShouldBe(0, terminal.Error);

        Lines(terminal.Out).ShouldBe(
        [
            "subject s-1001, version 2",
            "Purpose     Answer     Happened              Recorded              Evidence",
            "newsletter  not asked  2026-02-27 08:15:00Z  2026-02-28 09:00:00Z  privacy-policy 2024-07-22,",
            "                                                                   support agent, en,",
            "                                                                   opsduty-web",
        ]);
    }

    [Fact]
    public async Task A_subject_is_asked_for_as_of_all_that_was_said()
    {
        await terminal.Run("subject", "s-1001", "--as-of", "2026-03-01", "--as-known", "2026-03-02T12:00:00+01:00", "--version", "7");

        Asked<GetSubjectRequest>().AsOf.ShouldBe(new AsOf
        {
            OccurredAt = TestConsent.At("2026-03-01T23:59:59.999999Z"),
            RecordedAt = TestConsent.At("2026-03-02T11:00:00Z"),
            Version = 7,
        });
        terminal.Out.ShouldStartWith("subject s-1001, version 2, as it was at 2026-03-01T23:59:59.999999Z, as known at 2026-03-02T11:00:00Z, up to version 7\n");
    }

    [Fact]
    public async Task Now_is_asked_for_by_saying_nothing()
    {
        await terminal.Run("subject", "s-1001");

        Asked<GetSubjectRequest>().AsOf.ShouldBeNull();
    }

    [Fact]
    public async Task The_token_goes_along_and_a_tenant_only_when_it_was_named()
    {
        await terminal.Run("subject", "s-1001");
        await terminal.Run("subject", "s-1001", "--tenant", "acme");

        var headers = consent.Service.Asked.Select(asked => asked.Headers).ToArray();
        headers.ShouldAllBe(one => one.GetValue("authorization") == "Bearer token-of-a-reviewer");
        headers.Select(one => one.GetValue("tenant")).ShouldBe([null, "acme"]);
    }

    [Fact]
    public async Task A_subject_of_whom_nothing_is_known_is_a_no()
    {
        (await terminal.Run("subject", "nobody", "--as-known", "2026-03-01")).ShouldBe(3);

        terminal.Out.ShouldBe("Nothing is known of this subject, as known at 2026-03-01T23:59:59.999999Z.\n");
    }

    [Fact]
    public async Task For_programs_the_answer_is_one_JSON_document_in_the_contracts_words()
    {
        (await terminal.Run("subject", "s-1001", "--json")).ShouldBe(0);

        Google.Protobuf.JsonParser.Default.Parse<GetSubjectResponse>(terminal.Out).Answers.Single().Evidence.Producer.ShouldBe("opsduty-web");
        JsonDocument.Parse(terminal.Out).RootElement.GetProperty("answers")[0].GetProperty("answer").GetString().ShouldBe("ANSWER_NOT_ASKED");
    }

    [Theory]
    [InlineData("newsletter", 0, "permit: consent.granted\n")]
    [InlineData("profiling", 3, "deny: consent.withdrawn\n")]
    public async Task A_verdict_is_said_and_is_the_exit_code(string purpose, int exitCode, string line)
    {
        (await terminal.Run("authorize", "s-1001", purpose)).ShouldBe(exitCode);

        terminal.Out.ShouldStartWith(line);
    }

    [Fact]
    public async Task A_verdict_that_the_program_does_not_know_is_never_taken_for_a_permit()
    {
        (await terminal.Run("authorize", "s-1001", "later")).ShouldBe(1);

        terminal.Error.ShouldStartWith("error: cli.verdict_unknown: ");
    }

    [Fact]
    public async Task A_history_is_one_line_for_each_event()
    {
        (await terminal.Run("history", "s-1001")).ShouldBe(0);

        Lines(terminal.Out).ShouldBe(
        [
            "   #  Happened              Recorded              Answer     Effect     Purpose         Actor",
            "   1  2026-02-27 08:15:00Z  2026-02-28 09:00:00Z  granted    changed    newsletter      bus:opsduty…",
            "   2  2026-02-27 08:15:00Z  2026-02-28 09:00:00Z  granted    changed    newsletter      bus:opsduty…",
            "   3  2026-02-27 08:15:00Z  2026-02-28 09:00:00Z  granted    changed    newsletter      bus:opsduty…",
        ]);
        Lines(terminal.Out).ShouldAllBe(line => line.Length <= 100);
    }

    [Fact]
    public async Task A_history_for_programs_is_one_JSON_document_on_each_line()
    {
        (await terminal.Run("history", "s-1001", "--json")).ShouldBe(0);

        Lines(terminal.Out).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("event").GetProperty("version").GetString()).ShouldBe(["1", "2", "3"]);
    }

    [Fact]
    public async Task A_history_that_breaks_off_does_not_end_well()
    {
        (await terminal.Run("history", "broken")).ShouldBe(5);

        Lines(terminal.Out).Length.ShouldBe(4);
        terminal.Error.ShouldBe("error: store.unavailable: The database does not answer.\n");
    }

    [Fact]
    public async Task A_history_without_events_is_a_no()
    {
        (await terminal.Run("history", "nobody")).ShouldBe(3, terminal.Error);
        (await terminal.Run("history", "nobody", "--json")).ShouldBe(3);

        terminal.Out.ShouldBe("Nothing is known of this subject.\n");
    }

    [Fact]
    public async Task Purposes_stand_in_a_table()
    {
        (await terminal.Run("purposes")).ShouldBe(0);

        Lines(terminal.Out)[1].ShouldContain("newsletter  legitimate interests  controller  contact, technical  Tell people what is new");
    }

    [Theory]
    [InlineData("a@b.example", 4, "error: subject.looks_personal (subject_id): This looks like an address.\n")]
    [InlineData("outage", 5, "error: store.unavailable: The database does not answer.\n")]
    [InlineData("bug", 1, "error: rpc.unknown: Exception was thrown by handler.\n")]
    public async Task What_the_service_says_no_to_is_told_with_code_and_field(string subject, int exitCode, string line)
    {
        (await terminal.Run("subject", subject)).ShouldBe(exitCode);

        terminal.Out.ShouldBeEmpty();
        terminal.Error.ShouldBe(line);
    }

    [Fact]
    public async Task A_thing_that_is_not_there_is_a_no()
    {
        (await terminal.Run("authorize", "s-1001", "unknown", "--json")).ShouldBe(3);

        terminal.Error.ShouldBe("""{"error":{"code":"consent.purpose_unknown","field":"purpose_id","message":"There is no such purpose."}}""" + "\n");
    }

    [Fact]
    public async Task A_service_that_does_not_answer_is_unreachable()
    {
        await consent.DisposeAsync();

        (await terminal.Run("subject", "s-1001")).ShouldBe(5);

        terminal.Error.ShouldStartWith("error: rpc.unavailable: ");
    }

    private static string[] Lines(string text) => [.. text.TrimEnd('\n').Split('\n').Select(line => line.TrimEnd())];

    private T Asked<T>() => consent.Service.Asked.Select(asked => asked.Request).OfType<T>().Single();
}
