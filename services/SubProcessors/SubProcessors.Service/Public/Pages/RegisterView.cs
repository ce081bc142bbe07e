using PrivacyPlatform.SubProcessors.Service.Public.Addresses;
using PrivacyPlatform.SubProcessors.Service.Public.Editions;

namespace PrivacyPlatform.SubProcessors.Service.Public.Pages;

/// <summary>What a page shows.</summary>
/// <param name="Checkpoint">Null: of a past edition, or nothing is sealed yet.</param>
/// <param name="Changes">The last ones, newest first; none on a past edition, which leads to them.</param>
/// <param name="NoticesContact">To whom customers tell where their notices go: an e-mail or a web address; null: not told here.</param>
internal sealed record RegisterView(
    RegisterAddress Address, Edition Edition, Moment Moment, EntryFilter Filter, PinnedCheckpoint? Checkpoint, IReadOnlyList<ChangeSet> Changes, string? NoticesContact)
{
    public RegisterFacts Facts => Edition.Facts;

    public Tally Tally => Edition.Tally;
}
