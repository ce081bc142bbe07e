using System.CommandLine;
using System.Globalization;
using PrivacyPlatform.Projections.V1;

namespace PrivacyPlatform.Cli;

/// <summary><c>privacy projections</c>: the views that a service keeps of its events.</summary>
internal static class ProjectionsCommand
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    public static Command Build(Surroundings surroundings) =>
        new DocumentedCommand(
            "projections",
            "The views that a service keeps of its events: how far each is, building one anew, going on after a stop.",
            "privacy projections list",
            "privacy projections rebuild subject --watch",
            "privacy projections resume subject")
        {
            List(surroundings),
            Rebuild(surroundings),
            Resume(surroundings),
        };

    private static DocumentedCommand List(Surroundings surroundings)
    {
        var command = new DocumentedCommand("list", "Every view, and whether it moves. Exit code 3: one stands still.", "privacy projections list", "privacy projections list --service subprocessors")
        {
            PlatformConnection.Service,
        };
        command.SetAction(async (parsed, ct) =>
        {
            using var service = PlatformConnection.Open(parsed, surroundings);
            var answer = await service.Projections.ListProjectionsAsync(new(), service.Call(ct));
            if (parsed.GetValue(GlobalOptions.Json))
            {
                surroundings.Out.WriteLine(Json.Of(answer));
            }
            else
            {
                Show(answer.Projections, surroundings);
            }

            return answer.Projections.Any(IsStopped) ? ExitCode.No : ExitCode.Ok;
        });
        return command;
    }

    private static DocumentedCommand Rebuild(Surroundings surroundings)
    {
        var name = Name();
        var watch = new Option<bool>("--watch") { Description = "Wait until it is done. Exit code 3: it stopped." };
        var command = new DocumentedCommand(
            "rebuild",
            "Builds a view anew from the first event on, while it goes on being read and kept.",
            "privacy projections rebuild subject --watch")
        {
            name,
            watch,
            PlatformConnection.Service,
        };
        command.SetAction(async (parsed, ct) =>
        {
            using var service = PlatformConnection.Open(parsed, surroundings);
            var view = parsed.GetValue(name)!;
            await service.Projections.RebuildProjectionAsync(new() { Name = view }, service.Call(ct));
            if (parsed.GetValue(watch))
            {
                return await Watch(service, view, surroundings, ct);
            }

            surroundings.Out.WriteLine($"{view} is being built anew. How far it is: privacy projections list");
            return ExitCode.Ok;
        });
        return command;
    }

    private static DocumentedCommand Resume(Surroundings surroundings)
    {
        var name = Name();
        var command = new DocumentedCommand("resume", "Tries again what stopped a view, once its cause is gone.", "privacy projections resume subject")
        {
            name,
            PlatformConnection.Service,
        };
        command.SetAction(async (parsed, ct) =>
        {
            using var service = PlatformConnection.Open(parsed, surroundings);
            await service.Projections.ResumeProjectionAsync(new() { Name = parsed.GetValue(name)! }, service.Call(ct));
            surroundings.Out.WriteLine($"{parsed.GetValue(name)} is tried again. Whether it goes on: privacy projections list");
            return ExitCode.Ok;
        });
        return command;
    }

    private static Argument<string> Name() => new("NAME") { Description = "As privacy projections list shows it." };

    private static async Task<int> Watch(PlatformConnection service, string name, Surroundings surroundings, CancellationToken ct)
    {
        var told = -1;
        while (true)
        {
            var view = (await service.Projections.ListProjectionsAsync(new(), service.Call(ct))).Projections.Single(one => one.Name == name);
            if (IsStopped(view))
            {
                surroundings.Error.WriteLine($"{name} stopped: {view.StoppedReason}");
                return ExitCode.No;
            }

            if (view.State is not Projection.Types.State.Rebuilding)
            {
                surroundings.Out.WriteLine($"{name} is built anew.");
                return ExitCode.Ok;
            }

            if (view.RebuiltPercent > told)
            {
                told = view.RebuiltPercent;
                surroundings.Error.WriteLine($"{told} %");
            }

            await Task.Delay(LookEvery, surroundings.Clock, ct);
        }
    }

    private static void Show(IReadOnlyCollection<Projection> views, Surroundings surroundings)
    {
        if (views.Count == 0)
        {
            surroundings.Out.WriteLine("The service keeps no views.");
            return;
        }

        var table = Tables.New("name", "kind", "version", "position", "head", "lag", "state");
        foreach (var view in views)
        {
            table.Row(
                view.Name,
                view.Kind is Projection.Types.Kind.Inline ? "inline" : "asynchronous",
                Number(view.Version),
                Number(view.Position),
                Number(view.Head),
                Number(view.Lag),
                State(view));
        }

        Tables.Write(surroundings, table);
    }

    private static string State(Projection view) => view.State switch
    {
        Projection.Types.State.Live => "live",
        Projection.Types.State.Rebuilding => $"rebuilding, {view.RebuiltPercent} %",
        Projection.Types.State.Stopped => view.HasStoppedAt ? $"STOPPED at {Number(view.StoppedAt)}: {view.StoppedReason}" : $"STOPPED: {view.StoppedReason}",
        var other => other.ToString(),
    };

    private static bool IsStopped(Projection view) => view.State is Projection.Types.State.Stopped;

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
