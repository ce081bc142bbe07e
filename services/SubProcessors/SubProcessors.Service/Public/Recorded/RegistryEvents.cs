using System.Runtime.CompilerServices;
using PrivacyPlatform.EventStore;

namespace PrivacyPlatform.SubProcessors.Service.Public.Recorded;

/// <summary>A tenant's events of registers, vendors, engagements and mechanisms. Of the others, which can be many more, none is read.</summary>
internal sealed class RegistryEvents(ReadModelReader models, StreamReader streams, EventFeed feed)
{
    private const int PageSize = 500;

    private static readonly string[] Kinds =
        [SubProcessorsStreams.Registers.Name, SubProcessorsStreams.Mechanisms.Name, SubProcessorsStreams.Vendors.Name, SubProcessorsStreams.Engagements.Name];

    /// <summary>The place in the feed behind everything that is recorded.</summary>
    public Task<long> End(string tenant, CancellationToken ct) => feed.EndOfCommitted(tenant, ct);

    /// <summary>Whether the tenant has a register at all.</summary>
    public async Task<bool> Any(string tenant, CancellationToken ct) => (await models.Query(
        tenant,
        "SELECT 1 FROM read.states WHERE tenant_id = $1 AND kind = $2 LIMIT 1",
        _ => true,
        [tenant, SubProcessorsStreams.Registers.Name],
        ct)).Count > 0;

    /// <summary>Everything, stream by stream.</summary>
    public async IAsyncEnumerable<RecordedEvent> All(string tenant, [EnumeratorCancellation] CancellationToken ct)
    {
        var known = await models.Query(
            tenant,
            "SELECT DISTINCT kind || '-' || key FROM read.states WHERE tenant_id = $1 AND kind = ANY ($2)",
            row => row.GetString(0),
            [tenant, Kinds],
            ct);
        await foreach (var recorded in streams.Read(tenant, known, ct))
        {
            yield return recorded;
        }
    }

    /// <summary>What came behind a position, until there is no more.</summary>
    public async IAsyncEnumerable<FeedPage> After(string tenant, long position, [EnumeratorCancellation] CancellationToken ct)
    {
        FeedPage page;
        do
        {
            page = await feed.Read(tenant, position, PageSize, ct);
            position = page.Position;
            yield return page;
        }
        while (!page.CaughtUp);
    }
}
