using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PrivacyPlatform.SubProcessors.Transfers;

/// <summary>Reads the data file <c>seeds/transfers.json</c>. Strict: a member that is not known is an error, and so is a code that leads nowhere.</summary>
public static class TransferLawJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    /// <exception cref="JsonException">The text is not such a file.</exception>
    public static TransferLaw Read(string json)
    {
        var file = JsonSerializer.Deserialize<LawFile>(json, Options) ?? throw new JsonException("The file is empty.");
        var sources = file.Sources.Select(source => source.Id).ToHashSet(StringComparer.Ordinal);
        var places = file.Countries.Select(country => country.Code).Concat(file.Blocs.Select(bloc => bloc.Code)).ToHashSet(StringComparer.Ordinal);
        Check(file.Mechanisms.Select(mechanism => mechanism.Source).Concat(file.Blocs.Select(bloc => bloc.Source)), sources, "source");
        Check(file.Mechanisms.SelectMany(mechanism => mechanism.Places).Concat(file.Blocs.SelectMany(bloc => bloc.Members).Select(member => member.Country)), places, "place");
        return new TransferLaw(
            file.Version,
            [.. file.Countries.Select(country => new Country(country.Code, country.Name, country.Label, country.Aliases))],
            [.. file.Blocs.Select(bloc => new Bloc(bloc.Code, bloc.Name, [.. bloc.Members.Select(MembershipOf)]))],
            [.. file.Regimes.Select(area => new RegimeArea(area.Regime, [.. area.Inside], [.. area.TreatedAsInside.Select(MembershipOf)]))],
            file.Mechanisms.ToImmutableDictionary(
                mechanism => mechanism.Id,
                mechanism => new TransferMechanism(
                    mechanism.Id,
                    mechanism.Kind,
                    mechanism.Title,
                    mechanism.Regimes,
                    mechanism.From,
                    mechanism.Until,
                    mechanism.ClosedToNewFrom,
                    mechanism.Places,
                    mechanism.NeedsCertification,
                    mechanism.EndedBy,
                    mechanism.Scope)));
    }

    private static Membership MembershipOf(MemberEntry member) => new(member.Country, member.From, member.Until);

    private static void Check(IEnumerable<string> used, HashSet<string> known, string what)
    {
        if (used.FirstOrDefault(code => !known.Contains(code)) is { } unknown)
        {
            throw new JsonException($"The file names the {what} \"{unknown}\" and does not have it.");
        }
    }

    private sealed record LawFile(
        string Version,
        string Comment,
        IReadOnlyList<RegimeEntry> Regimes,
        IReadOnlyList<BlocEntry> Blocs,
        IReadOnlyList<MechanismEntry> Mechanisms,
        IReadOnlyList<CountryEntry> Countries,
        IReadOnlyList<SourceEntry> Sources);

    private sealed record RegimeEntry(Regime Regime, IReadOnlyList<string> Inside, IReadOnlyList<MemberEntry> TreatedAsInside);

    private sealed record BlocEntry(string Code, string Name, string Source, IReadOnlyList<MemberEntry> Members);

    private sealed record MemberEntry(string Country, DateOnly From, DateOnly? Until = null, string? Source = null);

    private sealed record CountryEntry(string Code, string Name, IReadOnlyList<string> Aliases, string? Label = null);

    private sealed record SourceEntry(string Id, string Title, string Url);

    private sealed record MechanismEntry(
        string Id,
        MechanismKind Kind,
        string Title,
        IReadOnlyList<Regime> Regimes,
        DateOnly From,
        IReadOnlyList<string> Places,
        bool NeedsCertification,
        string Source,
        DateOnly? Until = null,
        string? EndedBy = null,
        DateOnly? ClosedToNewFrom = null,
        string? Scope = null,
        string? Note = null); // for who reads the file: what a date rests on
}
