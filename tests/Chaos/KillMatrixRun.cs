using System.Globalization;
using Grpc.Core;
using PrivacyPlatform.Consent.V1;
using PrivacyPlatform.Demo;

namespace PrivacyPlatform.Chaos.Tests;

/// <summary>One system for all trials of a run, and the table of what they counted.</summary>
public sealed class KillMatrixRun : IAsyncLifetime
{
    /// <summary>Chooses trials: <c>all</c>, or the name of a cell and, after #, one seed.</summary>
    private const string Variable = "PP_CHAOS";

    /// <summary>File that the table is written to as well.</summary>
    private const string TableVariable = "PP_CHAOS_TABLE";

    private const int SeedsOfLongRun = 20;

    private readonly KillTable table = new();
    private ChaosSystem? system;

    private static string Choice => Environment.GetEnvironmentVariable(Variable) ?? "";

    /// <summary>Each chosen cell and how many seeds it is tried with.</summary>
    internal static IEnumerable<TheoryDataRow<string, int>> Chosen() => KillMatrix.Cells
        .Where(cell => Choice switch
        {
            "" => cell.InShortRun,
            "all" => true,
            _ => string.Equals(cell.Name, Choice.Split('#')[0], StringComparison.Ordinal),
        })
        .Select(cell => new TheoryDataRow<string, int>(cell.Name, Choice.Length > 0 ? SeedsOfLongRun : 1));

    public async ValueTask InitializeAsync()
    {
        system = await ChaosSystem.Start();
        var headers = new Metadata { { "authorization", $"Bearer {system.Token("operator")}" } };
        var client = new ConsentService.ConsentServiceClient(system.Instances[0].Channel);
        foreach (var notice in Catalog.Notices)
        {
            await client.PublishNoticeAsync(notice, headers);
        }

        foreach (var purpose in Catalog.Purposes)
        {
            await client.DefinePurposeAsync(purpose, headers);
        }
    }

    /// <summary>Runs the seeds of one cell, one after the other.</summary>
    /// <exception cref="InvalidOperationException">A trial did not come to its end; the message names its seed.</exception>
    internal async Task<Counts> Try(string name, int seeds)
    {
        var cell = KillMatrix.Cells.Single(cell => string.Equals(cell.Name, name, StringComparison.Ordinal));
        var one = Choice.Split('#') is [_, var chosen] ? int.Parse(chosen, CultureInfo.InvariantCulture) : 0;
        foreach (var seed in one > 0 ? [one] : Enumerable.Range(1, seeds))
        {
            try
            {
                var counts = await new Trial(system!, cell, seed).Run();
                table.Add(cell, seed, counts);
                if ((counts.Lost, counts.Doubled) != (0, 0))
                {
                    system!.KeepFolder = true;
                    var queues = await system.Queues();
                    TestContext.Current.SendDiagnosticMessage(string.Create(CultureInfo.InvariantCulture, $"{cell.Name}#{seed}: {counts}\n{queues}"));
                }
            }
            catch (Exception failure)
            {
                system!.KeepFolder = true;
                throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{cell.Name}#{seed} did not come to its end: {failure.Message}"), failure);
            }
        }

        return table.Of(cell);
    }

    public async ValueTask DisposeAsync()
    {
        var text = table.Render();
        TestContext.Current.SendDiagnosticMessage(text);
        if (Environment.GetEnvironmentVariable(TableVariable) is { Length: > 0 } file)
        {
            await File.WriteAllTextAsync(file, text);
        }

        if (system is not null)
        {
            await system.DisposeAsync();
        }
    }
}
