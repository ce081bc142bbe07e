namespace PrivacyPlatform.EndToEnd.Tests;

/// <summary>The demo goes on through outages of the parts it rests on, and still counts the same at every station. A team that comes in the middle hears everything.</summary>
public sealed class OutageStory(RunningSystem system)
{
    [Fact]
    public async Task Broker_and_database_are_stopped_and_started_while_answers_are_published_and_nothing_is_lost_or_doubled()
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        await using var demo = Shell.Start("./run demo --people 300", system.Environment);
        await demo.Until("A product team publishes", bound.Token);

        await using var late = await LateTeam.Begin(system);
        await system.Succeed("./run stop rabbitmq && ./run start rabbitmq");
        await system.Succeed("./run stop postgres && ./run start postgres");

        var code = await demo.End(bound.Token);
        code.ShouldBe(0, demo.Output);
        demo.Output.TrimEnd().ShouldEndWith("demo: ok");
        await late.ShouldHaveBeenToldEverything(bound.Token);
    }
}
