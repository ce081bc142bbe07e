using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace PrivacyPlatform.Hosting.Tests;

public sealed class ParameterTests
{
    private static readonly GenerateParameterDefault Generated = new() { MinLength = 32, Special = false };

    [Fact]
    public async Task A_generated_parameter_stays_the_same_from_start_to_start_in_a_file_that_only_its_owner_reads()
    {
        await using var app = new TrialApp();
        var first = await app.Builder.AddParameter("password", Generated, secret: true, persist: true).Resource.GetValueAsync();
        var again = DistributedApplication.CreateBuilder([$"--Aspire:Local:Folder={app.Local}"]);
        var second = await again.AddParameter("password", Generated, secret: true, persist: true).Resource.GetValueAsync();

        first.ShouldNotBeNull().ShouldMatch("^[A-Za-z0-9]{32}$");
        second.ShouldBe(first);
        File.GetUnixFileMode(Path.Combine(app.Local, "secrets", "password")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.GetUnixFileMode(Path.Combine(app.Local, "secrets")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public async Task The_configuration_comes_before_the_default()
    {
        await using var app = new TrialApp("--Parameters:password=given");

        (await app.Builder.AddParameter("password", Generated, secret: true, persist: true).Resource.GetValueAsync()).ShouldBe("given");
        File.Exists(Path.Combine(app.Local, "secrets", "password")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_parameter_without_value_and_default_is_an_error_that_names_it()
    {
        await using var app = new TrialApp();
        var parameter = app.Builder.AddParameter("password", secret: true).Resource;

        (await Should.ThrowAsync<MissingParameterValueException>(async () => await parameter.GetValueAsync())).Message.ShouldContain("Parameters:password");
    }
}
