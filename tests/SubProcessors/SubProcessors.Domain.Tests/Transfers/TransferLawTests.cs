using System.Text.Json;
using PrivacyPlatform.SubProcessors.Transfers;
using PrivacyPlatform.Testing;

namespace PrivacyPlatform.SubProcessors.Tests.Transfers;

/// <summary>The data file says of the days that everybody remembers what everybody remembers.</summary>
public sealed class TransferLawTests
{
    private static readonly TransferLaw Law = Laws.File;

    [Theory]
    [InlineData("GB", "2020-01-31", true)]
    [InlineData("GB", "2020-12-31", true)] // transition
    [InlineData("GB", "2021-06-30", true)] // trade and cooperation agreement
    [InlineData("GB", "2021-07-01", false)]
    [InlineData("NO", "1993-12-31", false)]
    [InlineData("NO", "1994-01-01", true)]
    [InlineData("HR", "2013-06-30", false)]
    [InlineData("HR", "2013-07-01", true)]
    [InlineData("CH", "2026-01-01", false)]
    [InlineData("US", "2026-01-01", false)]
    public void Who_was_inside_and_when(string country, string day, bool inside) =>
        Law.IsInside(Regime.EuGdpr, Place.Country(country), Laws.Day(day)).ShouldBe(inside);

    [Theory]
    [InlineData("JP", "2019-01-22", false)]
    [InlineData("JP", "2019-01-23", true)]
    [InlineData("KR", "2021-12-17", true)]
    [InlineData("GB", "2021-07-01", true)]
    [InlineData("GB", "2031-12-27", true)]
    [InlineData("GB", "2031-12-28", false)]
    [InlineData("BR", "2026-01-25", false)]
    [InlineData("BR", "2026-01-26", true)]
    [InlineData("CA", "2001-12-20", true)]
    [InlineData("AU", "2026-01-01", false)]
    public void Who_was_adequate_and_when(string country, string day, bool adequate) =>
        Law.MechanismFor(Regime.EuGdpr, new(Place.Country(country), null, []), Laws.Day(day)).Reason
            .ShouldBe(adequate ? "transfer.covered" : "transfer.mechanism_missing");

    [Theory]
    [InlineData("us-safe-harbour", "2000-07-25", "transfer.mechanism_not_yet_valid")]
    [InlineData("us-safe-harbour", "2015-10-05", "transfer.covered")]
    [InlineData("us-safe-harbour", "2015-10-06", "transfer.mechanism_no_longer_valid")]
    [InlineData("eu-us-privacy-shield", "2016-07-12", "transfer.covered")]
    [InlineData("eu-us-privacy-shield", "2020-07-15", "transfer.covered")]
    [InlineData("eu-us-privacy-shield", "2020-07-16", "transfer.mechanism_no_longer_valid")]
    [InlineData("eu-us-dpf", "2023-07-09", "transfer.mechanism_not_yet_valid")]
    [InlineData("eu-us-dpf", "2023-07-10", "transfer.covered")]
    public void The_frameworks_with_the_United_States(string framework, string day, string reason) =>
        Law.MechanismFor(Regime.EuGdpr, new(Place.Country("US"), framework, [new(framework, Laws.Day("2000-01-01"), null)]), Laws.Day(day)).Reason.ShouldBe(reason);

    [Fact]
    public void A_certified_vendor_is_covered_though_the_register_does_not_say_so() =>
        Law.MechanismFor(Regime.EuGdpr, new(Place.Country("US"), null, [new("eu-us-dpf", Laws.Day("2023-08-01"), Laws.Day("2025-08-01"))]), Laws.Day("2024-01-01"))
            .ShouldSatisfyAllConditions(verdict => verdict.Reason.ShouldBe("transfer.covered"), verdict => verdict.Bases.ShouldBe(["eu-us-dpf"]));

    [Fact]
    public void A_certification_that_has_run_out_covers_nothing() =>
        Law.MechanismFor(Regime.EuGdpr, new(Place.Country("US"), "eu-us-dpf", [new("eu-us-dpf", Laws.Day("2023-08-01"), Laws.Day("2025-08-01"))]), Laws.Day("2025-08-01"))
            .Reason.ShouldBe("transfer.vendor_not_certified");

    [Fact]
    public void Adequacy_comes_before_what_is_stated() =>
        Law.MechanismFor(Regime.EuGdpr, new(Place.Country("NZ"), "scc-2021", []), Laws.Day("2026-01-01")).Bases.ShouldBe(["adequacy-nz", "scc-2021"]);

    [Theory]
    [InlineData("scc-2001", "2001-09-03")]
    [InlineData("scc-2002", "2002-04-03")]
    [InlineData("scc-2004", "2005-04-01")]
    [InlineData("scc-2010", "2010-05-15")]
    [InlineData("scc-2021", "2021-06-27")]
    public void Clauses_hold_from_the_day_of_application_and_not_from_that_of_the_decision(string mechanism, string day)
    {
        Law.Mechanisms[mechanism].HoldsOn(Laws.Day(day)).ShouldBeTrue();
        Law.Mechanisms[mechanism].HoldsOn(Laws.Day(day).AddDays(-1)).ShouldBeFalse();
    }

    [Fact]
    public void The_old_clauses_end_in_two_steps()
    {
        TransferLaw.IsClosed(Law.Mechanisms["scc-2010"], Laws.Day("2021-09-26")).ShouldBeFalse();
        TransferLaw.IsClosed(Law.Mechanisms["scc-2010"], Laws.Day("2021-09-27")).ShouldBeTrue();
        Law.Mechanisms["scc-2010"].HoldsOn(Laws.Day("2022-12-27")).ShouldBeTrue();
        Law.Mechanisms["scc-2010"].HoldsOn(Laws.Day("2022-12-28")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("DE", "2026-01-01", "uk-adequacy-eea")]
    [InlineData("NO", "2026-01-01", "uk-adequacy-eea")]
    [InlineData("KR", "2022-12-19", "uk-adequacy-kr")]
    [InlineData("JP", "2021-01-01", "uk-adequacy-jp")]
    public void The_United_Kingdom_decides_for_itself(string country, string day, string mechanism) =>
        Law.MechanismFor(Regime.UkGdpr, new(Place.Country(country), null, []), Laws.Day(day)).Bases.ShouldBe([mechanism]);

    [Fact]
    public void The_UK_US_bridge_is_for_certified_vendors()
    {
        var transfer = new Transfer(Place.Country("US"), null, [new("uk-us-data-bridge", Laws.Day("2023-10-01"), null)]);
        Law.MechanismFor(Regime.UkGdpr, transfer, Laws.Day("2023-10-11")).Reason.ShouldBe("transfer.mechanism_missing");
        Law.MechanismFor(Regime.UkGdpr, transfer, Laws.Day("2023-10-12")).Bases.ShouldBe(["uk-us-data-bridge"]);
    }

    [Fact]
    public void What_nobody_told_is_neither_lawful_nor_unlawful() =>
        Law.MechanismFor(Regime.EuGdpr, new(Place.Unknown, null, []), Laws.Day("2026-01-01"))
            .ShouldSatisfyAllConditions(verdict => verdict.Reason.ShouldBe("transfer.place_unknown"), verdict => verdict.IsAcceptable.ShouldBeTrue());

    [Theory]
    [InlineData("USA", "US")]
    [InlineData("usa", "US")]
    [InlineData("UK", "GB")]
    [InlineData("Germany", "DE")]
    [InlineData("DEU", "DE")]
    [InlineData("South Korea", "KR")]
    [InlineData("Czech Republic", "CZ")]
    public void Sources_call_countries_by_many_names(string name, string code) => Law.PlaceNamed(name).ShouldBe(Place.Country(code));

    [Fact]
    public void A_bloc_is_no_country()
    {
        Law.PlaceNamed("EU").ShouldBe(Place.Bloc("EU"));
        Law.PlaceNamed("Atlantis").ShouldBeNull();
        Law.Knows(Place.Country("EU")).ShouldBeFalse();
        Law.Knows(new Place(PlaceKind.Unknown, "US")).ShouldBeFalse();
    }

    [Fact]
    public void A_recorded_invalidation_ends_a_mechanism_and_never_prolongs_it()
    {
        Law.With([], [new("eu-us-dpf", Laws.Day("2026-02-01"))]).Mechanisms["eu-us-dpf"].Until.ShouldBe(Laws.Day("2026-02-01"));
        Law.With([], [new("eu-us-privacy-shield", Laws.Day("2026-02-01"))]).Mechanisms["eu-us-privacy-shield"].Until.ShouldBe(Laws.Day("2020-07-16"));
    }

    [Fact]
    public void Every_country_has_a_code_of_its_own_and_every_name_leads_to_one()
    {
        Law.Countries.Select(country => country.Code).ShouldBeUnique();
        Law.Countries.Count.ShouldBe(249);
        Law.Countries.ShouldAllBe(country => Law.PlaceNamed(country.Name) == Place.Country(country.Code) && country.Aliases.All(alias => Law.PlaceNamed(alias) == Place.Country(country.Code)));
    }

    [Fact]
    public void A_file_that_names_what_it_does_not_have_is_refused()
    {
        var file = Repository.Read("services", "SubProcessors", "seeds", "transfers.json");
        Should.Throw<JsonException>(() => TransferLawJson.Read(file.Replace("\"places\": [\"CH\"]", "\"places\": [\"XX\"]", StringComparison.Ordinal)));
        Should.Throw<JsonException>(() => TransferLawJson.Read(file.Replace("\"source\": \"2000/518/EC\"", "\"source\": \"nobody\"", StringComparison.Ordinal)));
        Should.Throw<JsonException>(() => TransferLawJson.Read(file.Replace("\"comment\"", "\"remark\"", StringComparison.Ordinal)));
    }
}
