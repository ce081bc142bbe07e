using PrivacyPlatform.EventStore;
using Decide = PrivacyPlatform.Consent.Suppressions.SuppressConsent;

namespace PrivacyPlatform.Consent.Service.Suppressions;

internal sealed partial class SuppressionList
{
    /// <summary>Records an erased person's withdrawal.</summary>
    /// <param name="envelope">Of the withdrawal.</param>
    public async Task<Outcome> Keep(string subjectId, string purposeId, CommandEnvelope envelope, CancellationToken ct) => await executor.Execute(
        ConsentStreams.Suppressions,
        await Index(envelope.Tenant, subjectId, ct),
        new Decide { PurposeId = purposeId, OccurredAt = envelope.OccurredAt },
        // An id of its own, that follows from the command's: when that comes again, it is asked for on the person's stream first.
        envelope with { CommandId = EventStore.EventId.Of(envelope.Tenant, envelope.CommandId, 0), CausationId = envelope.CausationId ?? envelope.CommandId.ToString() },
        ct);
}
