namespace PrivacyPlatform.Cli.Tests;

public sealed class ProjectionsCommandTests : IAsyncLifetime
{
    private readonly Terminal terminal = new();
    private TestProjections service = null!;

    public async ValueTask InitializeAsync()
    {
        service = await TestProjections.Start();
        terminal.With("PRIVACY_URL", service.Url).With("PRIVACY_TOKEN", "token");
    }

    public ValueTask DisposeAsync()
    {
        terminal.Dispose();
        return service.DisposeAsync();
    }

    [Fact]
    public async Task Each_view_is_a_line_and_one_that_stands_still_is_a_no_until_it_is_resumed()
    {
        (await terminal.Run("projections", "list")).ShouldBe(ExitCode.No, terminal.Error);
        terminal.Out.ShouldContain("subject  inline        1        1,200     1,200  0    live");
        terminal.Out.ShouldContain("STOPPED at 1,001");

        (await terminal.Run("projections", "resume", "counts")).ShouldBe(ExitCode.Ok, terminal.Error);
        service.Service.Resumed.ShouldBe("counts");
        (await terminal.Run("projections", "list", "--json")).ShouldBe(ExitCode.Ok);
    }

    [Fact]
    public async Task A_rebuild_is_watched_until_it_is_done()
    {
        (await terminal.Run("projections", "rebuild", "subject", "--watch")).ShouldBe(ExitCode.Ok, terminal.Error);

        terminal.Error.ShouldContain("60 %");
        terminal.Out.ShouldEndWith("subject is built anew.\n");
    }

    [Fact]
    public async Task A_view_that_is_not_there_is_refused()
    {
        (await terminal.Run("projections", "rebuild", "nothing")).ShouldBe(ExitCode.No);

        terminal.Error.ShouldContain("projection.unknown");
    }
}
