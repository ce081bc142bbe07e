using PrivacyPlatform.SubProcessors.Service.Public.Editions;

namespace PrivacyPlatform.SubProcessors.Service.Public;

/// <summary>The public registers and everything they have said.</summary>
internal interface IRegisterHistories
{
    /// <summary>Null: there is no such register, or it is not public now.</summary>
    ValueTask<RegisterHistory?> Find(string tenant, string register, CancellationToken ct);

    /// <summary>The tenant's public registers, by title; none for a tenant that has none, or that there is not.</summary>
    ValueTask<IReadOnlyList<RegisterHistory>> List(string tenant, CancellationToken ct);
}

/// <summary>What customers can pin.</summary>
internal interface ICheckpoints
{
    /// <summary>The last one that was signed, at most a few seconds ago; null before anything was sealed.</summary>
    ValueTask<PinnedCheckpoint?> Latest(string tenant, CancellationToken ct);
}
