using PrivacyPlatform.EventStore;
using PrivacyPlatform.PersonalData;

namespace PrivacyPlatform.Consent.Service.Suppressions;

/// <summary>What erased persons forbade since. A person is found by a blind index, which survives erasures: nothing else of them is left to find them by.</summary>
internal sealed partial class SuppressionList(PersonalVault vault, CommandExecutor executor, StreamReader streams)
{
    /// <summary>Names the index for ever: another name would find nobody.</summary>
    private const string Field = "consent.suppressed_subject";

    /// <summary>Whether the person may not be asked for this consent again.</summary>
    public async Task<bool> Holds(string tenant, string subjectId, string purposeId, CancellationToken ct)
    {
        var (state, _) = await streams.Fold(ConsentStreams.Suppressions, tenant, await Index(tenant, subjectId, ct), ct: ct);
        return state.Holds(purposeId);
    }

    private Task<string> Index(string tenant, string subjectId, CancellationToken ct) => vault.BlindIndexOf(tenant, Field, subjectId, IndexedAs.Exact, ct);
}
