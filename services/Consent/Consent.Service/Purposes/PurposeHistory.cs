using PrivacyPlatform.Consent.Purposes;
using PrivacyPlatform.EventStore;

namespace PrivacyPlatform.Consent.Service.Purposes;

/// <summary>How a purpose was defined at a point.</summary>
internal sealed class PurposeHistory(StreamReader streams)
{
    /// <summary>
    /// The definition in force, by what was known at <see cref="AsOf.RecordedAt"/>; null: none was known. At an instant before the first
    /// definition the first one counts: products bring answers that are older than the register, and a purpose does not begin with its entry.
    /// </summary>
    /// <param name="asOf">Its version is one of the person's stream and does not matter here.</param>
    public async Task<(Purpose Purpose, RecordedEvent Source)?> At(string tenant, string purposeId, AsOf asOf, CancellationToken ct)
    {
        (Purpose, RecordedEvent)? found = null;
        var state = PurposeState.Initial;
        await foreach (var recorded in streams.Read(tenant, PurposeModule.Stream.IdOf(purposeId), new AsOf(RecordedAt: asOf.RecordedAt), ct))
        {
            if (found is not null && recorded.OccurredAt > asOf.OccurredAt)
            {
                break;
            }

            state = PurposeState.Evolve(state, PurposeModule.Events.Read(recorded));
            if (state is PurposeState.Defined { Purpose: var purpose })
            {
                found = (purpose, recorded);
            }
        }

        return found;
    }
}
