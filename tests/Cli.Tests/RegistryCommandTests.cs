using PrivacyPlatform.SubProcessors.V1;

namespace PrivacyPlatform.Cli.Tests;

public sealed class RegistryCommandTests : IAsyncLifetime
{
    private readonly Terminal terminal = new();
    private TestRegistry registry = null!;

    public async ValueTask InitializeAsync()
    {
        registry = await TestRegistry.Start();
        terminal.With("PRIVACY_SUBPROCESSORS_URL", registry.Url).With("PRIVACY_TOKEN", "token-of-a-reviewer");
    }

    public async ValueTask DisposeAsync()
    {
        terminal.Dispose();
        await registry.DisposeAsync();
    }

    [Fact]
    public async Task Registers_stand_in_a_table()
    {
        (await Run("registers")).ShouldBe(0, terminal.Error);

        Lines.ShouldBe(
        [
            "Register  Rows  Notice   Rules    Page    Changed               Title",
            "opsduty   2     30 days  eu gdpr  public  2026-03-01 09:00:00Z  Third parties",
        ]);
    }

    [Fact]
    public async Task A_register_stands_in_a_table_and_unknown_stays_unknown()
    {
        (await Run("list", "opsduty")).ShouldBe(0, terminal.Error);

        Lines[0].ShouldBe("register opsduty: 2 rows");
        Lines[1].ShouldStartWith("#  Vendor     Where         As          Rests on  Standing");
        Lines[2].ShouldStartWith("4  Heroku     EU (storage)  processor   -         active since 2026-03-01");
        terminal.Out.ShouldContain("-  (no name)  unknown       controller  scc-2021  announced since");
        Lines.ShouldAllBe(line => line.Length <= 100);
    }

    [Fact]
    public async Task A_register_is_asked_for_as_of_all_that_was_said()
    {
        await Run("list", "opsduty", "--as-of", "2026-03-01", "--as-known", "2026-03-02T12:00:00+01:00", "--customer", "acme", "--with-retired");

        Asked<ListEngagementsRequest>().ShouldBe(new ListEngagementsRequest
        {
            RegisterId = "opsduty",
            AsOf = new AsOf { OccurredAt = TestRegistry.At("2026-03-01T23:59:59.999999Z"), RecordedAt = TestRegistry.At("2026-03-02T11:00:00Z") },
            CustomerId = "acme",
            WithRetired = true,
        });
        Lines[0].ShouldBe("register opsduty: 2 rows, as it was at 2026-03-01T23:59:59.999999Z, as known at 2026-03-02T11:00:00Z");
    }

    [Fact]
    public async Task A_register_that_comes_in_pages_is_shown_whole()
    {
        (await Run("list", "paged")).ShouldBe(0, terminal.Error);

        Lines[0].ShouldBe("register opsduty: 2 rows");
    }

    [Fact]
    public async Task Notices_that_come_in_pages_are_shown_together()
    {
        (await Run("notices", "--customer", "paged")).ShouldBe(0, terminal.Error);

        Lines.Count(line => line.StartsWith("acme ", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Fact]
    public async Task Now_is_asked_for_by_saying_nothing()
    {
        await Run("list");

        Asked<ListEngagementsRequest>().ShouldBe(new ListEngagementsRequest());
    }

    [Theory]
    [InlineData("list empty", "Nobody stands there.\n")]
    [InlineData("notices --customer nobody", "No customer was told of anything.\n")]
    [InlineData("disclosures --recipient nobody", "Nothing was shared.\n")]
    [InlineData("export empty", "[]\n")]
    public async Task What_is_empty_is_a_no(string command, string said)
    {
        (await Run(command.Split(' '))).ShouldBe(3);

        terminal.Out.ShouldBe(said);
    }

    [Fact]
    public async Task One_engagement_is_shown_with_all_that_it_rests_on()
    {
        (await Run("show", "opsduty-heroku", "--customer", "acme")).ShouldBe(0, terminal.Error);

        Lines[0].ShouldBe("engagement opsduty-heroku in register opsduty");
        terminal.Out.ShouldContain("vendor              Heroku [heroku]");
        terminal.Out.ShouldContain("purposes            Hosting the services (processor)");
        terminal.Out.ShouldContain("data categories     unknown");
        terminal.Out.ShouldContain("uses                aws in unknown");
        terminal.Out.ShouldContain("EU           eu gdpr  transfer.not_needed  -");
        terminal.Out.ShouldContain("1      2026-03-01 09:00:00Z  0 days  2026-03-01 09:00:00Z");
        terminal.Out.ShouldContain("acme objected to terms 1 at 2026-03-02 09:00:00Z\n");
        Asked<ShowEngagementRequest>().CustomerId.ShouldBe("acme");
    }

    [Fact]
    public async Task An_engagement_that_is_not_there_is_a_no()
    {
        (await Run("show", "nobody")).ShouldBe(3);

        terminal.Error.ShouldBe("error: engagement.unknown (engagement_id): No engagement with this id is known.\n");
    }

    [Fact]
    public async Task The_difference_between_two_dates_names_each_field_with_both_values()
    {
        (await Run("diff", "opsduty", "2026-03-01", "2026-04-01")).ShouldBe(0, terminal.Error);

        Lines.ShouldBe(
        [
            "Engagement      What       Before                             After",
            "opsduty-heroku  locations  EU (storage)                       EU (storage), US (access)",
            "opsduty-row-5   came       -                                  (no name) in unknown, announced",
            "                                                              since 2026-03-01, terms 1 from",
            "                                                              2026-03-31",
            "opsduty-slack   went       Heroku in EU (storage), active     -",
            "                           since 2026-03-01",
            "1 came, 1 went, 1 changed",
        ]);
        var asked = Asked<CompareRegisterRequest>();
        (asked.From, asked.To).ShouldBe((TestRegistry.At("2026-03-01T23:59:59.999999Z"), TestRegistry.At("2026-04-01T23:59:59.999999Z")));
    }

    [Fact]
    public async Task Until_now_is_said_by_saying_nothing()
    {
        (await Run("diff", "other", "2026-03-01")).ShouldBe(0, terminal.Error);

        Asked<CompareRegisterRequest>().To.ShouldBeNull();
        terminal.Out.ShouldBe("Nothing differs.\n");
    }

    [Fact]
    public async Task Findings_have_rule_row_and_why_and_are_a_no()
    {
        (await Run("lint")).ShouldBe(3, terminal.Error);

        Lines[1].ShouldStartWith("location.disagrees  warning  opsduty   4  heroku      The places differ. [opsduty-row-5]");
        Lines[2].ShouldStartWith("vendor.not_listed   error    opsduty   -  cloudflare  No register lists it.");
        Lines[^1].ShouldBe("2 findings: 1 location.disagrees, 1 vendor.not_listed");
    }

    [Fact]
    public async Task A_clean_register_has_no_finding()
    {
        (await Run("lint", "--register", "clean")).ShouldBe(0, terminal.Error);

        terminal.Out.ShouldBe("Nothing was found.\n");
    }

    [Fact]
    public async Task Mechanisms_notices_and_disclosures_stand_in_tables()
    {
        (await Run("mechanisms")).ShouldBe(0, terminal.Error);
        (await Run("notices")).ShouldBe(0, terminal.Error);
        (await Run("disclosures", "--since", "2026-02-01")).ShouldBe(0, terminal.Error);

        terminal.Out.ShouldContain("eu-us-dpf  certification framework  eu gdpr  2023-07-10  -      Data Privacy Framework");
        terminal.Out.ShouldContain("acme      opsduty-row-5  1      2026-03-01  2026-04-15 09:00:00Z  announced since 2026-03-01");
        terminal.Out.ShouldContain("2026-02-01  kripos     government and law");
        Asked<ListDisclosuresRequest>().Since.ShouldBe(TestRegistry.At("2026-02-01T00:00:00Z"));
    }

    [Theory]
    [InlineData("registers")]
    [InlineData("list")]
    [InlineData("show opsduty-heroku")]
    [InlineData("diff opsduty 2026-03-01")]
    [InlineData("invalidate eu-us-dpf --from 2026-07-01 --dry-run")]
    [InlineData("mechanisms")]
    [InlineData("notices")]
    [InlineData("disclosures")]
    [InlineData("agreements record acme --dpa-version 2026-01 --notice-days 45")]
    [InlineData("announce opsduty-row-5")]
    public async Task For_programs_the_answer_is_one_JSON_document(string command)
    {
        (await Run([.. command.Split(' '), "--json"])).ShouldBe(0, terminal.Error);

        System.Text.Json.JsonDocument.Parse(terminal.Out).RootElement.EnumerateObject().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_drill_lists_who_relied_on_a_mechanism_since_when_and_what_else_there_is()
    {
        (await Run("invalidate", "eu-us-dpf", "--from", "2026-07-01", "--dry-run", "--tenant", "octopus")).ShouldBe(0, terminal.Error);

        Lines.ShouldBe(
        [
            "eu-us-dpf no longer holds from 2026-07-01 on (nothing was recorded). 2 engagements of octopus relied on it.",
            "register opsduty: 1, 1 without anything else",
            "Vendor  Where  Since       Until  Also covered by  Could conclude  Engagement",
            "Heroku  US     2026-03-01  -      -                scc-2021        opsduty-heroku",
            "register support: 1, 0 without anything else",
            "Vendor     Where     Since       Until       Also covered by  Could conclude  Engagement",
            "(no name)  anywhere  2025-01-01  2026-01-01  bcr              -               support-row-1",
        ]);
        Asked<InvalidateMechanismRequest>().ShouldSatisfyAllConditions(
            asked => asked.DryRun.ShouldBeTrue(), asked => asked.From.ShouldBe("2026-07-01"), asked => Guid.Parse(asked.CommandId).ShouldNotBe(Guid.Empty));
    }

    [Fact]
    public async Task A_mechanism_falls_with_a_reason_or_not_at_all()
    {
        (await Run("invalidate", "eu-us-dpf", "--from", "2026-07-01", "--reason", "A judgment")).ShouldBe(0, terminal.Error);
        Lines[0].ShouldContain("(recorded)");

        (await Run("invalidate", "eu-us-dpf", "--from", "2026-07-01")).ShouldBe(4);
        terminal.Error.ShouldBe("error: mechanism.reason_required (reason): Name the judgment or act.\n");
    }

    [Fact]
    public async Task A_customers_agreement_is_recorded_from_a_day_on()
    {
        (await Run("agreements", "record", "acme", "--dpa-version", "2026-01", "--notice-days", "45", "--from", "2026-03-01")).ShouldBe(0, terminal.Error);

        Lines.ShouldBe(["acme has version 2026-01 with 45 days of notice (recorded)."]);
        var asked = Asked<RecordAgreementRequest>();
        Guid.Parse(asked.CommandId).ShouldNotBe(Guid.Empty);
        (asked.CustomerId, asked.DpaVersion, asked.NoticeDays, asked.From).ShouldBe(("acme", "2026-01", 45, TestRegistry.At("2026-03-01T00:00:00Z")));
    }

    [Fact]
    public async Task Without_a_day_an_agreement_counts_from_when_the_registry_hears_of_it()
    {
        (await Run("agreements", "record", "norse", "--dpa-version", "2026-01", "--notice-days", "0")).ShouldBe(0, terminal.Error);

        Lines.ShouldBe(["norse has version 2026-01 with 0 days of notice (it was so already)."]);
        Asked<RecordAgreementRequest>().From.ShouldBeNull();
    }

    [Theory]
    [InlineData("agreements record acme --dpa-version 2026-01", "error: Option '--notice-days' is required.")]
    [InlineData("agreements record acme --dpa-version 2026-01 --notice-days 45 --from yesterday", "error: --from wants a date: 2026-03-01.")]
    public async Task An_agreement_says_its_period_and_when_it_begins(string command, string error)
    {
        (await Run(command.Split(' '))).ShouldBe(2);

        terminal.Error.ShouldStartWith(error);
    }

    [Fact]
    public async Task A_draft_is_announced_and_nothing_else_is()
    {
        (await Run("announce", "opsduty-row-5")).ShouldBe(0, terminal.Error);
        Lines.ShouldBe(["opsduty-row-5 is announced (recorded)."]);
        Asked<AnnounceEngagementRequest>().EngagementId.ShouldBe("opsduty-row-5");

        (await Run("announce", "opsduty-x")).ShouldBe(3);
        terminal.Error.ShouldBe("error: engagement.unknown (engagement_id): No engagement with this id is known.\n");
    }

    private string[] Lines => [.. terminal.Out.TrimEnd('\n').Split('\n').Select(line => line.TrimEnd())];

    private Task<int> Run(params string[] args) => terminal.Run(["subprocessors", .. args]);

    private T Asked<T>() => registry.Service.Asked.OfType<T>().Single();
}
