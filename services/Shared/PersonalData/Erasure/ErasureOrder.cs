namespace PrivacyPlatform.PersonalData;

/// <summary>A key that an erasure destroys.</summary>
/// <param name="Generation">1 for the subject's first key, counting up for ever: a returning subject never gets an old one.</param>
public sealed record ErasedKey(Guid KeyId, int Generation);

/// <summary>What is to be destroyed. Written down before it happens, so that no restored backup can undo it unnoticed.</summary>
/// <param name="ErasureId">Chosen by who decided the erasure: the deciding event's id, for instance. One id stands for one erasure, however often it is asked.</param>
/// <param name="SubjectIndex">The subject's blind index; the subject itself stands nowhere.</param>
/// <param name="Keys">The subject's keys at that time; none when there was nothing sealed.</param>
/// <param name="By">A code for who ordered it.</param>
/// <param name="Reason">A code: <c>dsar.erasure</c>, <c>retention.expired</c>.</param>
public sealed record ErasureOrder(
    Guid ErasureId,
    string Tenant,
    string SubjectIndex,
    IReadOnlyList<ErasedKey> Keys,
    DateTimeOffset OrderedAt,
    string By,
    string Reason)
{
    /// <summary>No key up to this generation survives.</summary>
    internal int UpToGeneration => Keys.Select(key => key.Generation).DefaultIfEmpty(0).Max();
}
