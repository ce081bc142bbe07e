using System.Diagnostics;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Local;

namespace PrivacyPlatform.Hosting.Tests;

public sealed class ProcessTests
{
    private const string EndsWhenTold = """trap 'echo "$1" >>"$2"; exit 0' TERM; echo ready; while :; do sleep 0.02; done""";

    [Fact]
    public async Task Stopping_goes_the_other_way_round_and_leaves_no_process()
    {
        await using var app = new TrialApp();
        string ends = Path.GetTempFileName();
        var first = Program(app, "first", ends);
        var second = Program(app, "second", ends).WaitFor(first);
        Program(app, "third", ends).WaitFor(second);
        await app.Start();
        await app.Healthy("third");
        int[] processes = [app.ProcessOf("first"), app.ProcessOf("second"), app.ProcessOf("third")];
        await LogHas(app, "third", "ready");

        await app.Stop();

        File.ReadAllLines(ends).ShouldBe(["third", "second", "first"]);
        processes.ShouldAllBe(process => !Directory.Exists($"/proc/{process}"));
        File.Delete(ends);
    }

    [Fact]
    public async Task A_step_that_fails_is_told_to_those_who_wait_for_it()
    {
        await using var app = new TrialApp();
        var step = app.Builder.AddExecutable("step", "bash", ".", "-c", "exit 3");
        app.Builder.AddExecutable("service", "sleep", ".", "600").WaitForCompletion(step);
        await app.Start();

        (await Should.ThrowAsync<DistributedApplicationException>(() => app.Healthy("service"))).Message.ShouldContain("step failed");
        File.ReadAllText(Path.Combine(app.Local, "run", "state", "step")).ShouldStartWith("failed\t\tended with code 3");
    }

    [Fact]
    public async Task Variables_with_names_that_no_shell_could_use_arrive()
    {
        await using var app = new TrialApp();
        var step = app.Builder.AddExecutable("step", "env", ".").WithEnvironment("ConnectionStrings__store-owner", "a b\"c'd");
        app.Builder.AddExecutable("service", "sleep", ".", "600").WaitForCompletion(step);
        await app.Start();
        await app.Healthy("service");

        File.ReadAllLines(Path.Combine(app.Local, "logs", "step.log")).ShouldContain("ConnectionStrings__store-owner=a b\"c'd");
    }

    [Fact]
    public async Task What_a_killed_run_left_behind_ends_at_the_next_start()
    {
        await using var app = new TrialApp();
        var service = app.Builder.AddExecutable("service", "sleep", ".", "600");
        using var leftover = Process.Start("sleep", "600");
        PidFile.Write(Path.Combine(Directory.CreateDirectory(Path.Combine(app.Local, "run", "pids", "old")).FullName, "process.pid"), ProcessStamp.Of(leftover.Id)!.Value, [15]);

        await app.Start();
        await app.Healthy(service.Resource.Name);

        leftover.HasExited.ShouldBeTrue();
    }

    [Fact]
    public async Task A_process_that_only_has_the_same_id_is_left_alone()
    {
        using var stranger = Process.Start("sleep", "600");
        string file = Path.GetTempFileName();
        PidFile.Write(file, ProcessStamp.Of(stranger.Id)!.Value with { Started = "1@another-boot" }, [9]);

        (await PidFile.StopLeftover(file)).ShouldBeFalse();

        stranger.HasExited.ShouldBeFalse();
        stranger.Kill();
    }

    [Fact]
    public async Task A_second_application_of_the_same_folder_is_refused()
    {
        await using var app = new TrialApp();
        app.Builder.AddExecutable("service", "sleep", ".", "600");
        await app.Start();
        await using var second = DistributedApplication.CreateBuilder([$"--Aspire:Local:Folder={app.Local}"]).Build();

        (await Should.ThrowAsync<DistributedApplicationException>(() => second.StartAsync())).Message.ShouldContain("runs already");
    }

    private static IResourceBuilder<ExecutableResource> Program(TrialApp app, string name, string ends) =>
        app.Builder.AddExecutable(name, "bash", ".", "-c", EndsWhenTold, "bash", name, ends);

    // The trap is set once the program has said so.
    private static async Task LogHas(TrialApp app, string resource, string line)
    {
        string log = Path.Combine(app.Local, "logs", resource + ".log");
        using Process waiting = Process.Start("bash", ["-c", """until grep -qs "$1" "$2"; do sleep 0.02; done""", "bash", line, log]);
        await waiting.WaitForExitAsync(TrialApp.Bound);
    }
}
