namespace PrivacyPlatform.SubProcessors.Transfers;

public enum PlaceKind
{
    Country = 1,

    /// <summary>The European Union or the European Economic Area.</summary>
    Bloc = 2,

    /// <summary>Nobody told. A value that is stored and linted, never an empty string.</summary>
    Unknown = 3,

    /// <summary>Wherever the vendor has facilities: a set that nobody can list.</summary>
    Anywhere = 4,
}

/// <param name="Code">ISO 3166-1 alpha-2 of a country, "EU" or "EEA" of a bloc; null for the other kinds.</param>
public sealed record Place(PlaceKind Kind, string? Code = null)
{
    public static Place Unknown { get; } = new(PlaceKind.Unknown);

    public static Place Anywhere { get; } = new(PlaceKind.Anywhere);

    public static Place Country(string code) => new(PlaceKind.Country, code);

    public static Place Bloc(string code) => new(PlaceKind.Bloc, code);
}
