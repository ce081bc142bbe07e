namespace PrivacyPlatform.Cli.Tests;

public sealed class HealthTests : IDisposable
{
    private readonly Terminal terminal = new();

    public void Dispose() => terminal.Dispose();

    [Theory]
    [InlineData("healthy", 0)]
    [InlineData("unhealthy", 3)]
    public void A_service_that_is_not_ready_is_a_no_and_says_which_part(string status, int exitCode)
    {
        var body = $$"""{"status":"{{status}}","checks":[{"name":"database","status":"{{status}}"}]}""";

        HealthCommand.Show(body, json: false, terminal.Surroundings()).ShouldBe(exitCode);

        terminal.Out.ShouldBe($"consent: {status}\n  database: {status}\n");
    }

    [Fact]
    public async Task A_service_that_does_not_answer_is_unreachable()
    {
        terminal.WithFile(".local/run/endpoints.json", """{"consent":{"http":"http://127.0.0.1:9"}}""");

        (await terminal.Run("health")).ShouldBe(5);

        terminal.Error.ShouldStartWith("error: cli.unreachable: ");
    }
}
