using Npgsql;

namespace PrivacyPlatform.EventStore;

/// <summary>How far projections are, and building one anew.</summary>
public sealed class ProjectionProgress(NpgsqlDataSource store, EventFeed feed)
{
    private readonly ProjectionTable table = new(store);

    /// <summary>What is live and what is being built, and how many events each has not taken in yet.</summary>
    public async Task<IReadOnlyList<(ProjectionGeneration Generation, long Behind)>> Read(CancellationToken ct = default)
    {
        var generations = await table.Read(null, ct);
        if (generations.Count == 0)
        {
            return [];
        }

        var end = (await feed.ReadAll(generations.Min(generation => generation.Position), 1, ct)).End;
        return [.. generations.Select(generation => (generation, Math.Max(0, end - generation.Position)))];
    }

    /// <summary>
    /// Builds the projection from the first event on, beside the live one, which goes on being read and kept meanwhile; the new one takes its place
    /// by itself when it has caught up. A build that is under way is given up for the new one.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is no such projection yet.</exception>
    public async Task Rebuild(string name, CancellationToken ct = default)
    {
        var live = (await table.Read(name, ct)).FirstOrDefault(generation => generation.State is ProjectionState.Live)
            ?? throw new InvalidOperationException($"There is no projection '{name}'.");
        await table.Begin(name, live.CodeVersion, ct);
    }
}
