namespace PrivacyPlatform.Cli.Tests;

public sealed class CommandLineTests : IDisposable
{
    private readonly Terminal terminal = new();

    public static TheoryData<string> Commands =>
    [
        "subject", "history", "authorize", "purposes", "token", "url", "health", "evidence", "evidence checkpoint", "evidence export", "evidence verify", "reads", "errors", "errors list", "errors show", "errors resend",
        .. RegistryCommands.Select(command => "subprocessors" + command),
    ];

    private static IEnumerable<string> RegistryCommands =>
        ["", " registers", " registers import", " list", " show", " diff", " import", " export", " lint", " invalidate", " mechanisms", " notices", " deliveries", " deliveries list", " deliveries show", " deliveries resend", " deliveries configure", " disclosures"];

    public void Dispose() => terminal.Dispose();

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Every_command_shows_examples_and_exit_codes_in_its_help(string command)
    {
        (await terminal.Run([.. command.Split(' '), "--help"])).ShouldBe(0);

        terminal.Out.ShouldContain("Examples:\n");
        terminal.Out.ShouldContain($"privacy {command.Split(' ')[0]}");
        terminal.Out.ShouldContain("  3  no: deny, nothing known, not found, not ready\n");
        terminal.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_help_says_what_a_date_means()
    {
        await terminal.Run("subject", "--help");

        string.Join(" ", terminal.Out.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ShouldContain("a date (2026-03-01: up to the end of that day, UTC)");
    }

    [Theory]
    [InlineData("subject")]
    [InlineData("subject", "a", "b")]
    [InlineData("subject", "a", "--as-of", "yesterday")]
    [InlineData("subject", "a", "--version", "0")]
    [InlineData("subject", "a", "--server", "nowhere")]
    [InlineData("authorize", "a")]
    [InlineData("token", "--role", "king")]
    [InlineData("token", "--valid", "25h")]
    [InlineData("url", "billing")]
    [InlineData("errors", "resend")]
    [InlineData("errors", "resend", "1", "--all")]
    [InlineData("forget", "everything")]
    [InlineData("subprocessors", "diff", "opsduty")]
    [InlineData("subprocessors", "diff", "opsduty", "yesterday")]
    [InlineData("subprocessors", "invalidate", "eu-us-dpf")]
    [InlineData("subprocessors", "invalidate", "eu-us-dpf", "--from", "2026-07-01T09:00:00Z")]
    [InlineData("subprocessors", "import", "rows.json", "--all-or-nothing", "--skip-bad")]
    public async Task A_command_line_that_makes_no_sense_ends_with_2_and_says_where_to_read(params string[] args)
    {
        (await terminal.Run(args)).ShouldBe(2);

        terminal.Out.ShouldBeEmpty();
        terminal.Error.ShouldStartWith("error: ");
        terminal.Error.ShouldContain("--help\n");
    }

    [Fact]
    public async Task An_address_with_a_password_is_not_repeated_when_it_is_wrong()
    {
        (await terminal.Run("errors", "list", "--broker", "http://operator:secret@host")).ShouldBe(2);

        terminal.Error.ShouldNotContain("secret");
    }

    [Theory]
    [InlineData("subject", "a")]
    [InlineData("purposes")]
    [InlineData("url", "consent")]
    [InlineData("errors", "list")]
    [InlineData("subprocessors", "list")]
    public async Task Where_nothing_runs_a_question_ends_with_5(params string[] args)
    {
        terminal.With("PRIVACY_TOKEN", "token");

        (await terminal.Run(args)).ShouldBe(5);

        terminal.Error.ShouldStartWith("error: cli.not_running: ");
    }

    [Fact]
    public async Task An_address_of_the_running_system_is_printed_alone()
    {
        terminal.WithFile(".local/run/endpoints.json", """{"consent":{"grpc":"http://127.0.0.1:5001","http":"http://127.0.0.1:5002"}}""");

        (await terminal.Run("url", "consent")).ShouldBe(0);
        (await terminal.Run("url", "consent", "--grpc")).ShouldBe(0);

        terminal.Out.ShouldBe("http://127.0.0.1:5002\nhttp://127.0.0.1:5001\n");
    }
}
