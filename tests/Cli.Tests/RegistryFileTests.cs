using PrivacyPlatform.SubProcessors.V1;

namespace PrivacyPlatform.Cli.Tests;

/// <summary>Registers as files: in and out.</summary>
public sealed class RegistryFileTests : IAsyncLifetime
{
    private readonly Terminal terminal = new();
    private TestRegistry registry = null!;

    public async ValueTask InitializeAsync()
    {
        registry = await TestRegistry.Start();
        terminal.With("PRIVACY_SUBPROCESSORS_URL", registry.Url).With("PRIVACY_TOKEN", "token-of-an-operator");
    }

    public async ValueTask DisposeAsync()
    {
        terminal.Dispose();
        await registry.DisposeAsync();
    }

    [Fact]
    public async Task A_file_is_sent_as_it_stands_and_what_changed_is_counted()
    {
        (await Import("new", "rows.json")).ShouldBe(0, terminal.Error);

        terminal.Out.ShouldBe("7 rows: 15 changes.\n");
        Asked<ImportRequest>().ShouldSatisfyAllConditions(
            asked => asked.Json.ShouldBe("new"), asked => asked.Csv.ShouldBeEmpty(), asked => asked.Mode.ShouldBe(ImportMode.AllOrNothing), asked => asked.ProposeNew.ShouldBeFalse());
    }

    [Fact]
    public async Task A_file_that_ends_in_csv_is_sent_as_CSV()
    {
        await Import("new", "rows.CSV", "--propose-new", "--dry-run");

        terminal.Out.ShouldBe("7 rows: 15 changes would follow. Nothing was recorded.\n");
        Asked<ImportRequest>().ShouldSatisfyAllConditions(
            asked => asked.Csv.ShouldBe("new"), asked => asked.Json.ShouldBeEmpty(), asked => asked.ProposeNew.ShouldBeTrue(), asked => asked.DryRun.ShouldBeTrue());
    }

    [Fact]
    public async Task Importing_twice_says_that_nothing_changed()
    {
        (await Import("same", "rows.json")).ShouldBe(0, terminal.Error);

        terminal.Out.ShouldBe("7 rows: nothing changed, everything was so already.\n");
    }

    [Theory]
    [InlineData("--all-or-nothing", "Nothing was imported, 1 bad.")]
    [InlineData("--skip-bad", "6 rows, 1 bad: 12 changes.")]
    public async Task A_bad_row_is_told_with_row_and_field_and_is_refused(string mode, string summary)
    {
        (await Import("bad", "rows.json", mode)).ShouldBe(4);

        terminal.Out.Split('\n').Select(line => line.TrimEnd()).ShouldBe(
        [
            "Row  Field      Code                         Why",
            "3    locations  engagement.location_unknown  A place is none of those that are known.",
            summary,
            "",
        ]);
    }

    [Fact]
    public async Task Bad_rows_are_told_to_programs_too()
    {
        (await Import("bad", "rows.json", "--json")).ShouldBe(4);

        Google.Protobuf.JsonParser.Default.Parse<ImportResponse>(terminal.Out).Errors.ShouldHaveSingleItem().Field.ShouldBe("locations");
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_said_to_be_missing()
    {
        (await terminal.Run("subprocessors", "import", "not-there.json")).ShouldBe(2);

        terminal.Error.ShouldStartWith("error: cli.file_missing (FILE): ");
    }

    [Fact]
    public async Task Each_register_of_a_file_is_defined_once()
    {
        terminal.WithFile("registers.json", """[{"registerId": "opsduty", "noticeDays": 30, "regimes": ["REGIME_EU_GDPR"]}, {"registerId": "new"}]""");

        (await terminal.Run("subprocessors", "registers", "import", Path.Combine(terminal.Home, "registers.json"))).ShouldBe(0, terminal.Error);

        terminal.Out.ShouldBe("2 registers: 1 recorded, 1 there already\n");
    }

    [Fact]
    public async Task A_register_comes_out_in_the_form_in_which_it_goes_in()
    {
        var file = Path.Combine(terminal.Home, "out.csv");
        (await terminal.Run("subprocessors", "export", "opsduty", "--as-of", "2026-03-01")).ShouldBe(0, terminal.Error);
        (await terminal.Run("subprocessors", "export", "--csv", "--out", file)).ShouldBe(0, terminal.Error);

        terminal.Out.ShouldBe("[{}]\n");
        (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).ShouldBe("register\r\nopsduty\r\n");
        terminal.Error.ShouldBe("1 rows are in out.csv.\n");
        registry.Service.Asked.OfType<ExportRequest>().Select(asked => (asked.RegisterId, asked.AsOf?.OccurredAt)).ShouldBe([("opsduty", TestRegistry.At("2026-03-01T23:59:59.999999Z")), ("", null)]);
    }

    private Task<int> Import(string content, string name, params string[] options)
    {
        terminal.WithFile(name, content);
        return terminal.Run(["subprocessors", "import", Path.Combine(terminal.Home, name), .. options]);
    }

    private T Asked<T>() => registry.Service.Asked.OfType<T>().Single();
}
