using System.Globalization;

namespace PrivacyPlatform.Chaos.Tests;

/// <summary>
/// SIGKILL for every part of a running system at every point of an event's way, under load: what was acknowledged is stored, announced and
/// received, once. By default one seed of some cells; <c>PP_CHAOS=all</c> runs all of them with twenty seeds each, <c>PP_CHAOS=CELL#SEED</c> one.
/// </summary>
public sealed class KillMatrixTests(KillMatrixRun run) : IClassFixture<KillMatrixRun>
{
    public static TheoryData<string, int> Trials { get; } = [.. KillMatrixRun.Chosen()];

    [Theory]
    [MemberData(nameof(Trials))]
    public async Task Killing_loses_nothing_and_doubles_nothing(string cell, int seeds)
    {
        ArgumentNullException.ThrowIfNull(cell);
        var counts = await run.Try(cell, seeds);
        (counts.Lost, counts.Doubled).ShouldBe((0, 0), string.Create(CultureInfo.InvariantCulture, $"{cell}: {counts}"));
    }
}
