using Npgsql;
using PrivacyPlatform.Kernel;

namespace PrivacyPlatform.EventStore;

/// <summary>What operators see of a service's views, inline and asynchronous, and do about them.</summary>
public sealed class ProjectionOperations
{
    private readonly IReadOnlyList<IProjection> projections;
    private readonly IReadOnlyList<ReadModel> readModels;
    private readonly EventFeed feed;
    private readonly ReadModelRebuilder rebuilder;
    private readonly ProjectionTable table;
    private readonly ReadModelRebuilds rebuilds;

    internal ProjectionOperations(
        IEnumerable<IProjection> projections, IEnumerable<ReadModel> readModels, NpgsqlDataSource store, EventFeed feed, ReadModelRebuilder rebuilder)
    {
        (this.projections, this.readModels, this.feed, this.rebuilder) = ([.. projections], [.. readModels], feed, rebuilder);
        (table, rebuilds) = (new(store), new(store));
    }

    /// <summary>In the order of their names.</summary>
    public async Task<IReadOnlyList<ProjectionStatus>> List(CancellationToken ct = default)
    {
        var generations = (await table.Read(null, ct)).ToLookup(generation => generation.Name, StringComparer.Ordinal);
        var builds = (await rebuilds.Unfinished(ct)).ToDictionary(build => build.Name, StringComparer.Ordinal);
        var head = await feed.End(ct); // after the positions: nothing is ahead of it
        return
        [
            .. projections.Select(projection => Status(projection, [.. generations[projection.Name]], head))
                .Concat(readModels.Select(readModel => Status(readModel, builds.GetValueOrDefault(readModel.Name), head)))
                .OrderBy(status => status.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>Builds the view anew beside the one that is read, or, of an inline one, in its place, stream by stream. Returns when that is asked for.</summary>
    /// <returns>Null: it begins; otherwise <c>projection.unknown</c> or <c>projection.rebuilding</c>.</returns>
    public async Task<Refusal?> Rebuild(string name, CancellationToken ct = default)
    {
        var running = new Refusal("projection.rebuilding", "It is being built anew already.", "name");
        if (IsReadModel(name))
        {
            var asked = await rebuilds.Ask(name, ct);
            rebuilder.Wake();
            return asked ? null : running;
        }

        var generations = await table.Read(name, ct);
        if (generations.FirstOrDefault(generation => generation.State is ProjectionState.Live) is not { } live)
        {
            return Unknown();
        }

        if (generations.Any(generation => generation.State is ProjectionState.Building))
        {
            return running;
        }

        await table.Begin(name, live.CodeVersion, ct);
        return null;
    }

    /// <summary>Tries again, now, what stopped the view.</summary>
    /// <returns>Null: it tries; otherwise <c>projection.unknown</c> or <c>projection.not_stopped</c>.</returns>
    public async Task<Refusal?> Resume(string name, CancellationToken ct = default)
    {
        bool resumed;
        if (IsReadModel(name))
        {
            resumed = await rebuilds.Resume(name, ct);
            rebuilder.Wake();
        }
        else if (projections.Any(projection => projection.Name == name))
        {
            resumed = await table.Resume(name, ct);
        }
        else
        {
            return Unknown();
        }

        return resumed ? null : new("projection.not_stopped", "It does not stand still.", "name");
    }

    private static Refusal Unknown() => new("projection.unknown", "This service keeps no such view.", "name");

    private static ProjectionStatus Status(IProjection projection, IReadOnlyList<ProjectionGeneration> generations, long head)
    {
        var live = generations.FirstOrDefault(generation => generation.State is ProjectionState.Live);
        var build = generations.FirstOrDefault(generation => generation.State is ProjectionState.Building);
        var stopped = new[] { live, build }.FirstOrDefault(generation => generation?.StoppedAt is not null);
        return new(
            projection.Name,
            IsInline: false,
            live?.CodeVersion ?? projection.Version,
            live?.Position ?? 0,
            head,
            build is null ? null : (int)(head == 0 ? 100 : Math.Min(100, build.Position * 100 / head)),
            stopped?.StoppedAt,
            stopped?.StoppedReason);
    }

    private static ProjectionStatus Status(ReadModel readModel, ReadModelBuild? build, long head) =>
        new(readModel.Name, IsInline: true, readModel.Version, head, head, build?.Percent, StoppedAt: null, build?.StoppedReason);

    private bool IsReadModel(string name) => readModels.Any(readModel => readModel.Name == name);
}
