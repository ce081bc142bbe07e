using PrivacyPlatform.Messaging;
using PrivacyPlatform.PersonalData;

namespace PrivacyPlatform.Consent.Service.Subjects;

/// <summary>
/// What follows from the decision to erase somebody: the error queues are gone through, and the keys destroyed. The certificate comes last, so that an
/// erasure which has one was not cut short. Can be repeated. See docs/adr/0013.
/// </summary>
internal sealed class SubjectErasure(Shredder shredder, FailedMessagesOfSubject failedMessages)
{
    /// <param name="by">A code for who ordered it.</param>
    /// <param name="keysFirst">Where the broker is away: destroy the keys nonetheless. For who hears of it, and repeats the call.</param>
    /// <exception cref="BrokerUnavailableException">The queues are still to be gone through.</exception>
    public async Task<(ErasureCertificate Certificate, int Discarded, int Unattributed)> CarryOut(
        string tenant, string subjectId, Guid erasureId, string by, string reason, bool keysFirst, CancellationToken ct)
    {
        try
        {
            var (discarded, unattributed) = await failedMessages.Discard(tenant, subjectId, ct);
            return (await Shred(), discarded, unattributed);
        }
        catch (BrokerUnavailableException) when (keysFirst)
        {
            await Shred();
            throw;
        }

        Task<ErasureCertificate> Shred() => shredder.Shred(tenant, subjectId, erasureId, by, reason, ct);
    }
}
