using PrivacyPlatform.SubProcessors.Agreements;
using PrivacyPlatform.SubProcessors.Drills;
using PrivacyPlatform.SubProcessors.Engagements;
using PrivacyPlatform.SubProcessors.Registers;
using PrivacyPlatform.SubProcessors.Tests.Importing;
using PrivacyPlatform.SubProcessors.Transfers;
using PrivacyPlatform.SubProcessors.Vendors;

namespace PrivacyPlatform.SubProcessors.Tests.Drills;

public sealed class DrillTests
{
    private static readonly EngagementTerms Shielded = new(
        null, [new(Place.Country("US"), LocationUse.Storage)], [new("Payments", ProcessingRole.Processor)], ["name"], [], "eu-us-privacy-shield", null, 1);

    [Fact]
    public void When_the_Privacy_Shield_fell_whoever_relied_on_it_is_found()
    {
        var reliance = Drill.Of(Registry(Shielded, At("2018-03-01")), "eu-us-privacy-shield", Laws.Day("2020-07-16")).ShouldHaveSingleItem();
        reliance.EngagementId.ShouldBe("billing-acme");
        reliance.Since.ShouldBe(Laws.Day("2018-03-01"));
        reliance.Until.ShouldBeNull();
        reliance.Places.ShouldBe([Place.Country("US")]);
        reliance.Available.ShouldBeEmpty();
        reliance.Possible.ShouldBe(["scc-2001", "scc-2004", "scc-2010"]);
        reliance.Customers.ShouldBe(["norse"]);
    }

    [Fact]
    public void Whoever_had_moved_on_before_is_found_with_both_days()
    {
        var moved = Shielded with { Mechanism = "scc-2010" };
        var known = Registry(Shielded, At("2018-03-01"), new TermsVersion(2, moved, Introduction.Announced, 30, At("2019-06-01")));
        var registry = known with { Vendors = known.Vendors.SetItem("acme", known.Vendors["acme"] with { Certifications = [new("eu-us-privacy-shield", Laws.Day("2017-01-01"), Laws.Day("2019-05-01"))] }) };
        var reliance = Drill.Of(registry, "eu-us-privacy-shield", Laws.Day("2020-07-16")).ShouldHaveSingleItem();
        (reliance.Since, reliance.Until).ShouldBe((Laws.Day("2018-03-01"), Laws.Day("2019-05-01")));
        reliance.Possible.ShouldBeEmpty();
    }

    [Fact]
    public void A_certified_vendor_relied_on_it_whatever_the_register_stated() =>
        Drill.Of(Registry(Shielded with { Mechanism = "scc-2010" }, At("2018-03-01")), "eu-us-privacy-shield", Laws.Day("2020-07-16"))
            .ShouldHaveSingleItem().Available.ShouldBe(["scc-2010"]);

    [Fact]
    public void Whoever_came_later_did_not_rely_on_it() =>
        Drill.Of(Registry(Shielded with { Mechanism = "scc-2010" }, At("2020-08-01")), "eu-us-privacy-shield", Laws.Day("2020-07-16")).ShouldBeEmpty();

    [Fact]
    public void Nobody_relied_on_a_framework_without_being_certified()
    {
        var registry = Registry(Shielded, At("2018-03-01"));
        var uncertified = registry with { Vendors = registry.Vendors.SetItem("acme", registry.Vendors["acme"] with { Certifications = [] }) };
        Drill.Of(uncertified, "eu-us-privacy-shield", Laws.Day("2020-07-16")).ShouldBeEmpty();
    }

    [Fact]
    public void Reliance_begins_with_the_certification_and_not_with_the_engagement()
    {
        var registry = Registry(Shielded, At("2016-09-01"));
        Drill.Of(registry, "eu-us-privacy-shield", Laws.Day("2020-07-16")).ShouldHaveSingleItem().Since.ShouldBe(Laws.Day("2017-01-01"));
    }

    [Fact]
    public void On_the_real_registers_an_adequacy_decision_that_falls_leaves_the_clauses()
    {
        var registry = SeedFile.Plan(SeedFile.Octopus).After;
        var relied = Drill.Of(registry, "adequacy-gb", Laws.Day("2026-06-01"));
        relied.Count.ShouldBe(registry.Rows.Count(row => row.Terms.Locations.Any(location => location.Place == Place.Country("GB"))));
        relied.Single(reliance => reliance.VendorId == "adobe").ShouldSatisfyAllConditions(
            reliance => reliance.Available.ShouldBe(["scc"]),
            reliance => reliance.Possible.ShouldBe(["scc-2021"]));
    }

    [Fact]
    public void On_the_real_registers_clauses_that_fall_leave_nothing_for_the_United_States()
    {
        var relied = Drill.Of(SeedFile.Plan(SeedFile.Octopus).After, "scc", Laws.Day("2026-06-01"));
        relied.Select(reliance => reliance.RegisterId).Distinct().ShouldBe(["octopus-billing", "octopus-cloud", "octopus-support"]);
        relied.Single(reliance => reliance.VendorId == "adobe").Available.ShouldBeEmpty();
        relied.ShouldNotContain(reliance => reliance.VendorId == "sumo-logic"); // Germany: nothing is transferred
    }

    [Fact]
    public void A_customer_that_objected_never_relied_on_it()
    {
        var registry = Registry(Shielded, At("2018-03-01"));
        var known = registry.Engagements["billing-acme"];
        var announced = known with
        {
            Versions = [known.Versions[0] with { Introduction = Introduction.Announced, NoticeDays = 30 }],
            Objections = [new Objection("norse", 1, null, At("2018-03-02"), null)],
        };
        Drill.Of(registry with { Engagements = registry.Engagements.SetItem("billing-acme", announced) }, "eu-us-privacy-shield", Laws.Day("2020-07-16"))
            .ShouldHaveSingleItem().Customers.ShouldBeEmpty();
    }

    [Fact]
    public void What_never_existed_nobody_relied_on() => Drill.Of(SeedFile.Plan(SeedFile.Octopus).After, "eu-us-handshake", Laws.Day("2026-06-01")).ShouldBeEmpty();

    [Fact]
    public void Asking_what_if_gives_what_the_real_thing_gives()
    {
        var registry = SeedFile.Plan(SeedFile.Octopus).After;
        var from = Laws.Day("2026-06-01");
        var recorded = registry with { Law = registry.Law.With([], [new("adequacy-gb", from)]) };
        Words(Drill.Of(recorded, "adequacy-gb", from)).ShouldBe(Words(Drill.Of(registry, "adequacy-gb", from)));
    }

    private static IEnumerable<string> Words(IEnumerable<Reliance> reliances) => reliances.Select(reliance => System.Text.Json.JsonSerializer.Serialize(reliance));

    private static Registry Registry(EngagementTerms terms, DateTimeOffset at, params TermsVersion[] later)
    {
        var empty = SubProcessors.Registry.Empty(Laws.File);
        var vendor = Vendor.Unnamed("acme") with { Name = "Acme", Certifications = [new("eu-us-privacy-shield", Laws.Day("2017-01-01"), null)] };
        var listed = new TermsVersion(1, terms, Introduction.Listed, 0, at);
        var engagement = new Engagement("billing", "acme", later.LastOrDefault()?.Terms ?? terms, [listed, .. later], [], [], [], null, null, null);
        return empty with
        {
            Registers = empty.Registers.Add("billing", new Register("billing", "Billing", 30, [], [Regime.EuGdpr], IsPublic: true)),
            Vendors = empty.Vendors.Add("acme", vendor),
            Engagements = empty.Engagements.Add("billing-acme", engagement),
            Agreements = empty.Agreements.Add("norse", new AgreementState.Known("norse", [new("1", 14, At("2015-01-01"))], EndedAt: null)),
        };
    }

    private static DateTimeOffset At(string day) => new(Laws.Day(day), TimeOnly.MinValue, TimeSpan.Zero);
}
