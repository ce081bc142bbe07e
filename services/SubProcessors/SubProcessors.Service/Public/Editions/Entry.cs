namespace PrivacyPlatform.SubProcessors.Service.Public.Editions;

/// <summary>One line of a register, as everybody may see it. What is null or empty is not known, and is shown as "not stated".</summary>
/// <param name="Id">A code that never changes: the address of the line on the page.</param>
/// <param name="NameIsInferred">The name is not from the source, but from an address or from elsewhere.</param>
/// <param name="Contact">An e-mail or https address.</param>
/// <param name="DataCategories">Codes.</param>
/// <param name="AlsoCollected">Codes of what the vendor collects besides, of its own accord.</param>
/// <param name="InformationUrl">Where the vendor tells about privacy.</param>
/// <param name="SubProcessors">Names of the vendors that this vendor uses.</param>
internal sealed record Entry(
    string Id,
    string? Name,
    bool NameIsInferred,
    string? Contact,
    IReadOnlyList<EntryLocation> Locations,
    IReadOnlyList<EntryPurpose> Purposes,
    IReadOnlyList<string> DataCategories,
    IReadOnlyList<string> AlsoCollected,
    EntryMechanism? Mechanism,
    string? InformationUrl,
    IReadOnlyList<string> SubProcessors,
    EntryStanding Standing)
{
    /// <summary>Whether both say the same; lists are compared by what is in them. Null is a line that is not listed.</summary>
    public static bool IsSame(Entry? one, Entry? other) => ReferenceEquals(one, other) || (one is not null && other is not null && one.IsSame(other));

    private bool IsSame(Entry other) =>
        (Id, Name, NameIsInferred, Contact, Mechanism, InformationUrl, Standing)
            == (other.Id, other.Name, other.NameIsInferred, other.Contact, other.Mechanism, other.InformationUrl, other.Standing)
        && Locations.SequenceEqual(other.Locations)
        && Purposes.SequenceEqual(other.Purposes)
        && DataCategories.SequenceEqual(other.DataCategories)
        && AlsoCollected.SequenceEqual(other.AlsoCollected)
        && SubProcessors.SequenceEqual(other.SubProcessors);
}

/// <param name="Code">ISO 3166-1 alpha-2, "EU" or "EEA"; null where it is no place that has a code.</param>
/// <param name="Name">As it is printed: "USA".</param>
internal sealed record EntryLocation(string? Code, string Name, LocationPurpose Use);

/// <summary>What happens to data at a place.</summary>
internal enum LocationPurpose
{
    NotStated = 1,
    Storage = 2,
    Access = 3,
    Transient = 4,
}

/// <param name="IsController">The vendor decides itself about this purpose.</param>
internal sealed record EntryPurpose(string Text, bool IsController);

/// <param name="Title">For people.</param>
/// <param name="Flaw">Why it no longer covers the transfer; null: it does, as far as is known.</param>
internal sealed record EntryMechanism(string Id, string Title, string? Flaw = null);

internal enum EntryState
{
    /// <summary>Customers were told, and the notice period runs.</summary>
    Announced = 1,
    Active = 2,
    Suspended = 3,
}

/// <param name="Since">From when the state is so.</param>
/// <param name="ActiveFrom">Of an announced line: from when it will be active, if nobody objects.</param>
/// <param name="Emergency">Why it took another's place without notice; null: it did not.</param>
/// <param name="Planned">What will be different; null: nothing that was announced.</param>
internal sealed record EntryStanding(EntryState State, DateTimeOffset Since, DateTimeOffset? ActiveFrom = null, string? Emergency = null, PlannedChange? Planned = null);

/// <summary>Other terms that were announced.</summary>
/// <param name="Text">What will be different, for people: one line.</param>
internal sealed record PlannedChange(DateTimeOffset From, string Text);
