using PrivacyPlatform.SubProcessors.V1;
using PrivacyPlatform.Testing;

namespace PrivacyPlatform.Cli.Tests;

/// <summary>Registers in files are looked at without a service.</summary>
public sealed class FileLintTests : IDisposable
{
    private const string Clean =
        """
        [{"register": "billing", "order": 1, "name": "Acme", "contact": "privacy@acme.example", "locations": ["USA"], "purpose": "Payments",
          "data_categories": ["name"], "roles": ["processor"], "transfer_mechanism": "scc-2021", "info_url": "https://acme.example"}]
        """;

    private readonly Terminal terminal = new();

    public void Dispose() => terminal.Dispose();

    [Fact]
    public async Task A_clean_file_has_no_finding()
    {
        (await Lint(Clean)).ShouldBe(0, terminal.Error);

        terminal.Out.ShouldBe("Nothing was found.\n");
    }

    [Fact]
    public async Task What_a_file_does_not_tell_is_found()
    {
        (await Lint(Clean.Replace("\"USA\"", "", StringComparison.Ordinal))).ShouldBe(3, terminal.Error);

        terminal.Out.ShouldContain("location.unknown");
    }

    [Fact]
    public async Task A_past_day_has_the_mechanisms_of_that_day()
    {
        (await Lint(Clean, "--as-of", "2020-01-01")).ShouldBe(4);

        terminal.Error.ShouldContain("1    transfer_mechanism  transfer.mechanism_not_yet_valid");
    }

    [Theory]
    [InlineData("no JSON", "file  -      import.file_malformed")]
    [InlineData("""[{"register": "billing", "colour": "red"}]""", "1    colour  import.value_malformed")]
    [InlineData("""[{"register": "billing", "order": "first"}]""", "1    order  import.value_malformed")]
    public async Task A_bad_row_is_told_with_row_and_field(string content, string line)
    {
        (await Lint(content)).ShouldBe(4);

        terminal.Error.ShouldContain(line);
    }

    [Fact]
    public async Task A_file_has_no_past_of_its_own()
    {
        (await Lint(Clean, "--as-known", "2026-03-01")).ShouldBe(2);
    }

    [Theory]
    [InlineData("octopus", "octopus-support", "contact.personal_mailbox")]
    [InlineData("opsduty", "opsduty", "vendor.not_listed")]
    public async Task The_real_registers_have_the_findings_that_the_registry_finds(string tenant, string register, string rule)
    {
        (await terminal.Run("subprocessors", "lint", "--register", register, "--json", "--file", Repository.PathTo($"services/SubProcessors/seeds/{tenant}.json"))).ShouldBe(3, terminal.Error);

        var findings = Google.Protobuf.JsonParser.Default.Parse<LintResponse>(terminal.Out).Findings;
        findings.ShouldContain(finding => finding.Rule == rule);
        findings.ShouldAllBe(finding => finding.RegisterId == register);
    }

    [Theory]
    [InlineData("US", 0, "")]
    [InlineData("", 3, "")]
    [InlineData("Atlantis", 4, "1    locations  engagement.location_unknown")]
    public async Task A_file_that_ends_in_csv_is_read_as_import_reads_it(string location, int code, string error)
    {
        const string Head = "register,order,name,contact,locations,purpose,data_categories,roles,transfer_mechanism,info_url";
        (await LintFile("rows.CSV", $"{Head}\nbilling,1,Acme,privacy@acme.example,{location},Payments,name|phone,processor,scc-2021,https://acme.example\n")).ShouldBe(code, terminal.Error);

        terminal.Error.ShouldContain(error);
    }

    [Theory]
    [InlineData("register,colour\nbilling,red\n", "file  colour     import.columns_malformed")]
    [InlineData("register,name,locations,purpose,roles\nbilling,\"Acme", "file  -      import.file_malformed  The text is no CSV with a head line.")]
    public async Task A_CSV_file_that_is_none_of_rows_is_refused(string content, string line)
    {
        (await LintFile("rows.csv", content)).ShouldBe(4);

        terminal.Error.ShouldContain(line);
    }

    private Task<int> Lint(string content, params string[] options) => LintFile("rows.json", content, options);

    private Task<int> LintFile(string file, string content, params string[] options) =>
        terminal.WithFile(file, content).Run(["subprocessors", "lint", "--file", Path.Combine(terminal.Home, file), .. options]);
}
