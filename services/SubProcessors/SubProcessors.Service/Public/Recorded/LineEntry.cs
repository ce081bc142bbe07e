using PrivacyPlatform.SubProcessors.Engagements;
using PrivacyPlatform.SubProcessors.Service.Public.Editions;
using PrivacyPlatform.SubProcessors.Transfers;

namespace PrivacyPlatform.SubProcessors.Service.Public.Recorded;

/// <summary>What everybody may see of an engagement at an instant.</summary>
internal static class LineEntry
{
    /// <summary>Null: nobody was told of it yet, or it is over.</summary>
    public static Entry? At(string engagementId, LineFacts facts, DateTimeOffset instant)
    {
        var standing = Activation.At(facts.Engagement, customer: null, instant);
        if (standing.Kind is StandingKind.Proposed or StandingKind.Retired)
        {
            return null;
        }

        var terms = standing.InForce?.Terms ?? standing.Next?.Terms ?? facts.Engagement.Terms;
        var entry = Of(engagementId, terms, facts, instant);
        return entry with { Standing = Standing(entry, standing, facts, instant) };
    }

    private static Entry Of(string engagementId, EngagementTerms terms, LineFacts facts, DateTimeOffset instant) => new(
        engagementId,
        Shown.Line(facts.Vendor.Name),
        facts.Vendor.NameIsInferred,
        Shown.Line(terms.Contact ?? facts.Vendor.Contacts.FirstOrDefault()),
        Locations(terms, facts.Law),
        [.. terms.Purposes.Select(purpose => new EntryPurpose(Shown.Line(purpose.Purpose)!, purpose.Role == ProcessingRole.Controller))],
        terms.DataCategories,
        terms.AlsoCollected,
        LineMechanism.Of(terms, facts, DateOnly.FromDateTime(instant.UtcDateTime)),
        terms.InformationUrl ?? facts.Vendor.InformationUrl,
        [.. facts.Vendor.SubProcessors.Select(nested => Shown.Line(facts.NameOf(nested.VendorId)) ?? nested.VendorId)],
        new EntryStanding(EntryState.Active, instant));

    /// <summary>A place that nobody told is no place, unless it was told what happens there.</summary>
    private static IReadOnlyList<EntryLocation> Locations(EngagementTerms terms, TransferLaw law) =>
    [
        .. terms.Locations
            .Where(location => location is not { Place.Kind: PlaceKind.Unknown, Use: LocationUse.Unknown })
            .Select(location => new EntryLocation(CodeOf(location.Place), NameOf(location.Place, law), location.Use switch
            {
                LocationUse.Storage => LocationPurpose.Storage,
                LocationUse.Access => LocationPurpose.Access,
                LocationUse.Transient => LocationPurpose.Transient,
                _ => LocationPurpose.NotStated,
            })),
    ];

    private static string? CodeOf(Place place) => place.Kind == PlaceKind.Anywhere ? "anywhere" : place.Code;

    private static string NameOf(Place place, TransferLaw law) => place.Kind switch
    {
        PlaceKind.Unknown => EntryText.NotStated,
        PlaceKind.Anywhere => "anywhere it has facilities",
        _ => law.NameOf(place),
    };

    private static EntryStanding Standing(Entry entry, Standing standing, LineFacts facts, DateTimeOffset instant)
    {
        var emergency = standing.InForce?.Introduction == Introduction.Emergency ? Shown.Line(facts.Engagement.Emergency?.Reason) : null;
        return standing.Kind switch
        {
            StandingKind.Suspended => new(EntryState.Suspended, standing.Since!.Value, Emergency: emergency),
            StandingKind.Active => new(EntryState.Active, FirstActive(facts.Engagement), Emergency: emergency, Planned: Planned(entry, standing, facts, instant)),
            _ => new(EntryState.Announced, standing.Since ?? instant, standing.NextFrom),
        };
    }

    /// <summary>Since when it is there: other terms do not make it another line.</summary>
    private static DateTimeOffset FirstActive(Engagement engagement) =>
        engagement.Versions.Select(version => Activation.ActiveFrom(engagement, version, customer: null)).OfType<DateTimeOffset>().Min();

    private static PlannedChange? Planned(Entry now, Standing standing, LineFacts facts, DateTimeOffset instant)
    {
        if (standing is not { Next: { } next, NextFrom: { } from } || from <= instant)
        {
            return null;
        }

        var differing = EntryText.Cells(now).Zip(EntryText.Cells(Of(now.Id, next.Terms, facts, from)))
            .Where(cell => cell.First != cell.Second && cell.First.Label != EntryText.StateLabel)
            .Select(cell => $"{cell.Second.Label.ToLowerInvariant()} {EntryText.OrNotStated(cell.Second.Text)}");
        return new(from, string.Join("; ", differing));
    }
}
