using System.Collections.Immutable;

namespace PrivacyPlatform.SubProcessors.Transfers;

/// <summary>
/// Who is inside, and what covers a transfer to those who are not, by day. A value that comes in with the command: it is read from a data file,
/// and what a tenant recorded of mechanisms lies over it (<see cref="With"/>).
/// </summary>
public sealed partial record TransferLaw
{
    private readonly ImmutableDictionary<string, string> codeByName;

    internal TransferLaw(string version, ImmutableList<Country> countries, ImmutableList<Bloc> blocs, ImmutableList<RegimeArea> areas, ImmutableDictionary<string, TransferMechanism> mechanisms)
    {
        Version = version;
        Countries = countries;
        Blocs = blocs;
        Areas = areas;
        Mechanisms = mechanisms;
        codeByName = countries
            .SelectMany(country => country.Aliases.Append(country.Code).Append(country.Name).Select(name => (Name: name, country.Code)))
            .ToImmutableDictionary(known => known.Name, known => known.Code, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The data file's date: what a decision rested on.</summary>
    public string Version { get; }

    public ImmutableList<Country> Countries { get; }

    public ImmutableList<Bloc> Blocs { get; }

    /// <summary>By id.</summary>
    public ImmutableDictionary<string, TransferMechanism> Mechanisms { get; private init; }

    internal ImmutableList<RegimeArea> Areas { get; }

    /// <summary>The place that a source names: "USA", "DE", "EU", "Germany"; null: no such country or bloc.</summary>
    public Place? PlaceNamed(string name) =>
        Blocs.Find(bloc => string.Equals(bloc.Code, name, StringComparison.OrdinalIgnoreCase) || string.Equals(bloc.Name, name, StringComparison.OrdinalIgnoreCase)) is { } found
            ? Place.Bloc(found.Code)
            : codeByName.TryGetValue(name, out var code) ? Place.Country(code) : null;

    /// <summary>How a place is printed: "USA", "Germany", "EU".</summary>
    public string NameOf(Place place) => place switch
    {
        { Kind: PlaceKind.Country, Code: var code } => Countries.Find(country => country.Code == code) is { } known ? known.Label ?? known.Name : code!,
        { Kind: PlaceKind.Bloc, Code: var code } => code!,
        { Kind: PlaceKind.Anywhere } => "anywhere",
        _ => "unknown",
    };

    /// <summary>Whether the place is one that this law knows; unknown and anywhere are.</summary>
    public bool Knows(Place place) => place.Kind switch
    {
        PlaceKind.Country => place.Code is { } code && Countries.Exists(country => country.Code == code),
        PlaceKind.Bloc => place.Code is { } code && Blocs.Exists(bloc => bloc.Code == code),
        PlaceKind.Unknown or PlaceKind.Anywhere => place.Code is null,
        _ => false,
    };

    /// <summary>With what a tenant recorded: mechanisms of its own, and those that it recorded as invalid.</summary>
    public TransferLaw With(IEnumerable<TransferMechanism> defined, IEnumerable<KeyValuePair<string, DateOnly>> invalidFrom)
    {
        var mechanisms = Mechanisms;
        foreach (var mechanism in defined)
        {
            mechanisms = mechanisms.SetItem(mechanism.Id, mechanism);
        }

        foreach (var (id, from) in invalidFrom)
        {
            if (mechanisms.TryGetValue(id, out var known) && (known.Until is null || from < known.Until))
            {
                mechanisms = mechanisms.SetItem(id, known with { Until = from });
            }
        }

        return this with { Mechanisms = mechanisms };
    }

    /// <summary>As if the mechanism had never been.</summary>
    public TransferLaw Without(string mechanismId) => this with { Mechanisms = Mechanisms.Remove(mechanismId) };

    /// <summary>Whether data that goes there is not transferred at all: inside the regime's area, or treated so for a time.</summary>
    public bool IsInside(Regime regime, Place place, DateOnly day)
    {
        var area = Areas.Find(area => area.Regime == regime);
        return area is not null && place.Kind switch
        {
            PlaceKind.Country => area.Inside.Contains(place.Code!, StringComparer.Ordinal)
                || Blocs.Exists(bloc => area.Inside.Contains(bloc.Code, StringComparer.Ordinal) && bloc.Holds(place.Code!, day))
                || area.TreatedAsInside.Exists(member => member.Country == place.Code && member.HoldsOn(day)),
            PlaceKind.Bloc => area.Inside.Contains(place.Code!, StringComparer.Ordinal),
            _ => false,
        };
    }

    private bool Covers(TransferMechanism mechanism, Place place, DateOnly day) =>
        mechanism.Places.Count == 0
        || mechanism.Places.Any(code => code == place.Code || (place.Kind == PlaceKind.Country && Blocs.Find(bloc => bloc.Code == code)?.Holds(place.Code!, day) == true));
}

/// <param name="Code">ISO 3166-1 alpha-2.</param>
/// <param name="Label">What sources print where it is not the name: "USA".</param>
/// <param name="Aliases">What sources call it, too.</param>
public sealed record Country(string Code, string Name, string? Label, IReadOnlyList<string> Aliases);

/// <param name="Members">A country that left and came back stands twice.</param>
public sealed record Bloc(string Code, string Name, IReadOnlyList<Membership> Members)
{
    public bool Holds(string country, DateOnly day) => Members.Any(member => member.Country == country && member.HoldsOn(day));
}

/// <param name="Until">The first day on which it is no member; null: it still is.</param>
public sealed record Membership(string Country, DateOnly From, DateOnly? Until)
{
    public bool HoldsOn(DateOnly day) => From <= day && (Until is null || day < Until);
}

/// <summary>Where one regime's rules on transfers do not apply.</summary>
internal sealed record RegimeArea(Regime Regime, ImmutableList<string> Inside, ImmutableList<Membership> TreatedAsInside);
