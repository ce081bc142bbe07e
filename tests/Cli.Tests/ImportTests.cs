using PrivacyPlatform.Consent.V1;

namespace PrivacyPlatform.Cli.Tests;

public sealed class ImportTests : IAsyncLifetime
{
    private readonly Terminal terminal = new();
    private readonly string file = Path.GetTempFileName();
    private TestConsent consent = null!;

    public async ValueTask InitializeAsync()
    {
        consent = await TestConsent.Start();
        terminal.With("PRIVACY_URL", consent.Url).With("PRIVACY_TOKEN", "token-of-an-operator");
    }

    public async ValueTask DisposeAsync()
    {
        File.Delete(file);
        terminal.Dispose();
        await consent.DisposeAsync();
    }

    [Fact]
    public async Task Each_row_is_a_command_and_what_is_there_already_is_said()
    {
        await File.WriteAllTextAsync(
            file,
            """[{"purposeId": "newsletter", "legalBasis": "LEGAL_BASIS_CONSENT"}, {"purposeId": "security"}]""",
            TestContext.Current.CancellationToken);

        (await terminal.Run("purposes", "import", file)).ShouldBe(0, terminal.Error);

        terminal.Out.ShouldBe("2 purposes: 1 recorded, 1 there already\n");
        consent.Service.Asked.Select(asked => ((DefinePurposeRequest)asked.Request).PurposeId).ShouldBe(["newsletter", "security"]);
    }

    [Theory]
    [InlineData("""[{"purposeId": "security"}, {"purpose": "misspelled"}]""", "row 2")]
    [InlineData("""{"purposeId": "security"}""", "row 1")]
    [InlineData("no JSON", "row 1")]
    public async Task A_mistake_in_the_file_names_its_row_and_nothing_is_sent(string text, string row)
    {
        await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);

        (await terminal.Run("purposes", "import", file)).ShouldBe(2);

        terminal.Error.ShouldContain("cli.file_malformed (FILE)");
        terminal.Error.ShouldContain(row);
        consent.Service.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_said_to_be_missing()
    {
        (await terminal.Run("notices", "import", file + "-not-there")).ShouldBe(2);

        terminal.Error.ShouldContain("cli.file_missing");
    }
}
