using Npgsql;

namespace PrivacyPlatform.EventStore;

/// <summary>Moves one projection, a page at a time: the live one, and the one that is built beside it. For one caller at a time.</summary>
internal sealed class ProjectionRun(IProjection projection, ProjectionTable table, EventFeed feed, ProjectionOptions options, TimeProvider clock)
{
    private readonly Dictionary<int, long> stops = [];
    private Task<FeedPage>? ahead;

    public enum Came
    {
        /// <summary>There may be more to do.</summary>
        Forward,

        /// <summary>Everything is taken in.</summary>
        ToTheEnd,

        /// <summary>There is an event that it cannot take in; its row says which and why.</summary>
        ToAStop,
    }

    /// <exception cref="NpgsqlException">The database cannot be reached; nothing was done, or all of a page.</exception>
    /// <exception cref="ProjectionMovedException">Another instance moves it too.</exception>
    public async Task<Came> Step(CancellationToken ct)
    {
        var generations = await table.Read(projection.Name, ct);
        var newest = generations.Count == 0 ? 0 : generations.Max(generation => generation.CodeVersion);
        if (newest < projection.Version)
        {
            await table.Begin(projection.Name, projection.Version, ct);
            return Came.Forward;
        }

        // Another version's build is its own instances' work; with none of ours left there is nothing to do here.
        var came = new List<Came>();
        foreach (var generation in generations.Where(generation => generation.CodeVersion == projection.Version))
        {
            came.Add(Rests(generation) ? Came.ToAStop : await Advance(generation, ct));
        }

        return came.Contains(Came.Forward) ? Came.Forward : came.Contains(Came.ToAStop) ? Came.ToAStop : Came.ToTheEnd;
    }

    /// <summary>One that stopped here a moment ago: it must not hold up the other, and is not tried again all the time.</summary>
    private bool Rests(ProjectionGeneration generation) =>
        generation.StoppedAt is not null && stops.TryGetValue(generation.Generation, out var since) && clock.GetElapsedTime(since) < options.Stopped;

    private async Task<Came> Advance(ProjectionGeneration generation, CancellationToken ct)
    {
        var isBuilt = generation.State is ProjectionState.Building;
        var limit = isBuilt ? options.RebuildPage : options.Page;
        var page = isBuilt ? await NextOfBuild(generation.Position, limit, ct) : await feed.ReadAll(generation.Position, limit, ct);
        if (page.Events.Count == 0)
        {
            return isBuilt && !await table.Switch(generation, ct) ? Came.Forward : Came.ToTheEnd;
        }

        if (isBuilt && page.Events.Count == limit)
        {
            ahead = feed.ReadAll(page.Position, limit, ct); // the next page is read while this one is written
        }

        return await TakeIn(generation, page, page.Events.Count, ct);
    }

    /// <summary>What was read ahead, where it goes on just there; whatever became of it otherwise, it is read now.</summary>
    private async Task<FeedPage> NextOfBuild(long after, int limit, CancellationToken ct)
    {
        if (Interlocked.Exchange(ref ahead, null) is { } read)
        {
            await ((Task)read).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (read.IsCompletedSuccessfully && read.Result is { Events: [var first, ..] } page && first.Position == after + 1 && page.Events.Count <= limit)
            {
                return page;
            }
        }

        return await feed.ReadAll(after, limit, ct);
    }

    /// <summary>The first so many of a page. When they cannot be taken in, the first half of them, down to the one event that it is about.</summary>
    private async Task<Came> TakeIn(ProjectionGeneration generation, FeedPage page, int count, CancellationToken ct)
    {
        var events = page.Events.Take(count).ToList();
        try
        {
            await table.Advance(generation, events[^1].Position, Writes(events, generation.Slot), ct);
        }
        catch (Exception fault) when (ProjectionFault.Is(fault))
        {
            if (count > 1)
            {
                return await TakeIn(generation, page, count / 2, ct);
            }

            await table.Stop(generation, events[0].Position, ProjectionFault.Reason(fault), ct);
            stops[generation.Generation] = clock.GetTimestamp();
            FeedTelemetry.Stopped(generation);
            return Came.ToAStop;
        }

        FeedTelemetry.Advanced(generation, count, page.End - events[^1].Position);
        return Came.Forward;
    }

    private List<(string Tenant, ProjectionWrites Writes)> Writes(List<PositionedEvent> events, string slot)
    {
        var all = new List<(string, ProjectionWrites)>();
        for (var from = 0; from < events.Count;)
        {
            var tenant = events[from].Event.Tenant;
            var to = events.FindIndex(from, other => other.Event.Tenant != tenant) is var next and >= 0 ? next : events.Count;
            var writes = new ProjectionWrites(slot);
            projection.Project(writes, tenant, events[from..to]);
            all.Add((tenant, writes));
            from = to;
        }

        return all;
    }
}
