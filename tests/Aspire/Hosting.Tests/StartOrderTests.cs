using Aspire.Hosting;
using Aspire.Hosting.Orchestration;

namespace PrivacyPlatform.Hosting.Tests;

public sealed class StartOrderTests
{
    [Fact]
    public async Task A_resource_starts_after_the_database_and_the_server_it_waits_for()
    {
        await using var app = new TrialApp();
        var service = app.Builder.AddExecutable("service", "true", ".");
        var step = app.Builder.AddExecutable("step", "true", ".");
        var database = app.Builder.AddPostgres("pg").AddDatabase("db");
        step.WaitFor(database);
        service.WaitForCompletion(step);

        StartOrder.Of([.. app.Builder.Resources]).Select(resource => resource.Name).ShouldBe(["pg", "db", "step", "service"]);
    }

    [Fact]
    public async Task Resources_that_wait_for_each_other_are_refused_and_named()
    {
        await using var app = new TrialApp();
        var one = app.Builder.AddExecutable("one", "true", ".");
        var two = app.Builder.AddExecutable("two", "true", ".").WaitFor(one);
        one.WaitFor(two);

        (await Should.ThrowAsync<DistributedApplicationException>(app.Start)).Message.ShouldContain("one -> two -> one");
    }
}
