using System.Collections.Concurrent;
using PrivacyPlatform.SubProcessors.Service.Public;
using PrivacyPlatform.SubProcessors.Service.Public.Editions;

namespace PrivacyPlatform.SubProcessors.Public.Tests;

/// <summary>Registers as a test gives them.</summary>
internal sealed class KeptHistories : IRegisterHistories, ICheckpoints
{
    private readonly ConcurrentDictionary<(string, string), RegisterHistory> known = new();

    public PinnedCheckpoint? Checkpoint { get; set; }

    public void Put(RegisterHistory history) => known[(history.Tenant, history.Register)] = history;

    public ValueTask<RegisterHistory?> Find(string tenant, string register, CancellationToken ct) =>
        new(known.GetValueOrDefault((tenant, register)) is { Facts.IsPublic: true } history ? history : null);

    public ValueTask<IReadOnlyList<RegisterHistory>> List(string tenant, CancellationToken ct) =>
        new([.. known.Values.Where(history => history.Tenant == tenant && history.Facts.IsPublic).OrderBy(history => history.Facts.Title, StringComparer.Ordinal)]);

    public ValueTask<PinnedCheckpoint?> Latest(string tenant, CancellationToken ct) => new(Checkpoint);
}
