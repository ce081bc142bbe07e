using Npgsql;

namespace PrivacyPlatform.EventStore.Tests.Projections;

/// <summary>Moves a projection by hand.</summary>
internal static class ProjectionTrial
{
    /// <summary>What the view shows, as one hash over all tenants.</summary>
    public const string Hash =
        "SELECT encode(sha256(convert_to(coalesce(string_agg(t::text, E'\\n' ORDER BY tenant_id COLLATE \"C\", key COLLATE \"C\"), ''), 'UTF8')), 'hex') FROM read.tally_counts t";

    public static ProjectionRun Run(StoreFixture store, IProjection projection, int page = 500) => new(
        projection,
        new ProjectionTable(store.Get<NpgsqlDataSource>()),
        store.Get<EventFeed>(),
        new ProjectionOptions { Page = page, RebuildPage = page, Stopped = TimeSpan.Zero },
        TimeProvider.System);

    public static async Task<ProjectionRun.Came> ToTheEnd(ProjectionRun run)
    {
        for (var steps = 0; ; steps++)
        {
            steps.ShouldBeLessThan(10_000);
            if (await run.Step(CancellationToken.None) is var came and not ProjectionRun.Came.Forward)
            {
                return came;
            }
        }
    }
}
