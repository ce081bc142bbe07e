using PrivacyPlatform.SubProcessors.Engagements;
using PrivacyPlatform.SubProcessors.Registers;
using PrivacyPlatform.SubProcessors.Service.Public.Editions;
using PrivacyPlatform.SubProcessors.Service.Public.Recorded;
using PrivacyPlatform.SubProcessors.Transfers;
using PrivacyPlatform.SubProcessors.Vendors;
using PrivacyPlatform.Testing;
using static PrivacyPlatform.SubProcessors.Engagements.EngagementEvent;
using static PrivacyPlatform.SubProcessors.Public.Tests.Registers;
using static PrivacyPlatform.SubProcessors.Vendors.VendorEvent;

namespace PrivacyPlatform.SubProcessors.Public.Tests.Recorded;

public class LineTimelineTests
{
    private static readonly TransferLaw Law = TransferLawJson.Read(Repository.Read("services", "SubProcessors", "seeds", "transfers.json"));
    private static readonly EngagementTerms Terms = new(
        "privacy@v.example", [new(Place.Country("DE"), LocationUse.Storage)], [new("Sending e-mail", ProcessingRole.Processor)], ["email"], [], Mechanism: null, null, Order: 1);

    private readonly RegistryPast past = new(Law);
    private EngagementState engagement = EngagementState.Initial;
    private VendorState vendor = VendorState.Initial;

    public LineTimelineTests()
    {
        past.Tell("r", Begin, new Register("r", "Register", 30, [ProcessingRole.Processor], [Regime.EuGdpr], IsPublic: true));
        Record(Begin, new VendorDescribed("v", "Vendor", false, "DE", ["info@v.example"], "https://v.example"));
    }

    [Fact]
    public void A_draft_is_nobodys_business()
    {
        Record(Day(2024, 2, 1), new EngagementProposed("r", "v", Terms));
        LineTimeline.Of("e", past).ShouldBeNull();
    }

    [Fact]
    public void An_announced_line_becomes_active_at_the_end_of_the_notice_period_by_itself()
    {
        Record(Day(2024, 2, 1), new EngagementProposed("r", "v", Terms));
        Record(Day(2024, 2, 2), new EngagementAnnounced("r", "v", Terms, 30, Day(2024, 2, 2)));

        var active = new DateTimeOffset(2024, 3, 4, 0, 0, 0, TimeSpan.Zero);
        Versions().Select(version => (version.From, version.Entry!.Standing.State)).ShouldBe([(Day(2024, 2, 2), EntryState.Announced), (active, EntryState.Active)]);
        Versions()[0].Entry!.Standing.ActiveFrom.ShouldBe(active);

        // What is recorded when it is noticed says nothing new.
        Record(Day(2024, 3, 5), new EngagementActivated("r", "v", null, 1, active, InEmergency: false));
        Versions().Count.ShouldBe(2);
    }

    [Fact]
    public void What_is_retired_before_it_was_active_never_is()
    {
        Record(Day(2024, 2, 1), new EngagementProposed("r", "v", Terms));
        Record(Day(2024, 2, 2), new EngagementAnnounced("r", "v", Terms, 30, Day(2024, 2, 2)));
        Record(Day(2024, 2, 10), new EngagementRetired("r", "v", null, Day(2024, 2, 10)));
        Versions().Select(version => version.Entry?.Standing.State).ShouldBe([EntryState.Announced, null]);
    }

    [Fact]
    public void A_listed_line_is_active_since_the_source_says_so_and_shown_since_it_was_recorded()
    {
        Record(Day(2024, 6, 1), new EngagementListed("r", "v", Terms, Day(2020, 1, 1)));
        var only = Versions().Single();
        only.From.ShouldBe(Day(2024, 6, 1));
        only.Entry!.Standing.ShouldBe(new EntryStanding(EntryState.Active, Day(2020, 1, 1)));
        only.Entry.Locations.ShouldBe([new EntryLocation("DE", "Germany", LocationPurpose.Storage)]);
    }

    [Fact]
    public void Other_terms_are_planned_until_their_notice_period_has_passed()
    {
        Record(Begin, new EngagementListed("r", "v", Terms, Begin));
        Record(Day(2024, 2, 2), new EngagementAmended("r", "v", 2, Terms with { DataCategories = ["email", "name"] }, AmendmentWay.Announced, 30, Day(2024, 2, 2)));

        var versions = Versions();
        versions.Count.ShouldBe(3);
        versions[1].Entry!.Standing.Planned!.Text.ShouldBe("data email, name");
        versions[1].Entry!.DataCategories.ShouldBe(["email"]);
        versions[2].Entry!.DataCategories.ShouldBe(["email", "name"]);
        versions[2].Entry!.Standing.Planned.ShouldBeNull();
        versions[2].Entry!.Standing.Since.ShouldBe(Begin);
    }

    [Fact]
    public void An_emergency_replacement_is_shown_as_such()
    {
        Record(Begin, new EngagementReplacedInEmergency("r", "v", Terms, "other", "The other is gone", 30, Begin));
        Versions()[0].Entry!.Standing.Emergency.ShouldBe("The other is gone");
    }

    [Fact]
    public void A_suspended_line_is_shown_so_until_it_is_resumed()
    {
        Record(Begin, new EngagementListed("r", "v", Terms, Begin));
        Record(Day(2024, 2, 1), new EngagementSuspended("r", "v", "A reason that is not for everybody", Day(2024, 2, 1)));
        Record(Day(2024, 3, 1), new EngagementResumed("r", "v", Day(2024, 3, 1)));
        Versions().Select(version => version.Entry!.Standing.State).ShouldBe([EntryState.Active, EntryState.Suspended, EntryState.Active]);
        Versions().SelectMany(version => EntryText.Cells(version.Entry!)).ShouldAllBe(cell => !cell.Text.Contains("not for everybody"));
    }

    [Fact]
    public void A_vendors_new_name_is_a_new_version_and_leaves_the_old_one()
    {
        Record(Begin, new EngagementListed("r", "v", Terms, Begin));
        Record(Day(2024, 5, 1), new VendorDescribed("v", "Renamed", false, "DE", [], null));
        Versions().Select(version => version.Entry!.Name).ShouldBe(["Vendor", "Renamed"]);
        past.ShownWith(new HashSet<string> { "v" }).ShouldBe(["e"]);
    }

    [Fact]
    public void A_vendors_own_sub_processors_are_named_as_they_were_called_then()
    {
        Record(Begin, new EngagementListed("r", "v", Terms, Begin));
        Record(Day(2024, 2, 1), new SubProcessorsDeclared("v", [new NestedSubProcessor("w", null, [])]));
        past.Tell("w", Day(2024, 3, 1), Vendor.Unnamed("w") with { Name = "Nested" });
        Versions().Select(version => string.Join(',', version.Entry!.SubProcessors)).ShouldBe(["", "w", "Nested"]);
        past.ShownWith(new HashSet<string> { "w" }).ShouldBe(["e"]);
    }

    [Fact]
    public void A_mechanism_that_falls_on_a_day_is_flagged_from_that_day_on()
    {
        Record(Begin, new EngagementListed("r", "v", Terms with { Locations = [new(Place.Country("US"), LocationUse.Storage)], Mechanism = "scc-2021" }, Begin));
        Versions().Single().Entry!.Mechanism!.Flaw.ShouldBeNull();

        past.Tell([new Told<TransferLaw>(Day(2024, 5, 1), Law.With([], [new("scc-2021", new DateOnly(2024, 7, 1))]))]);
        var flagged = Versions()[^1];
        flagged.From.ShouldBe(new DateTimeOffset(2024, 7, 1, 0, 0, 0, TimeSpan.Zero));
        flagged.Entry!.Mechanism!.Flaw.ShouldBe("no longer valid since 1 July 2024");
        Versions().Count.ShouldBe(2, "that it will fall is no news of the line");
    }

    [Fact]
    public void Where_nothing_is_transferred_nothing_is_needed_and_where_nothing_is_told_nothing_is_stated()
    {
        Record(Begin, new EngagementListed("r", "v", Terms, Begin));
        Versions().Single().Entry!.Mechanism.ShouldBe(LineMechanism.NotNeeded);

        Record(Day(2024, 2, 1), new EngagementAmended("r", "v", 2, Terms with { Locations = [new(Place.Unknown, LocationUse.Unknown)] }, AmendmentWay.Correction, 0, Day(2024, 2, 1)));
        Versions()[^1].Entry!.Mechanism.ShouldBeNull();
        Versions()[^1].Entry!.Locations.ShouldBeEmpty();
    }

    [Fact]
    public void Text_that_one_format_cannot_hold_is_replaced_for_all() => Shown.Line("a\ud800b\u0001c\U0001F600").ShouldBe("a\uFFFDb\uFFFDc\U0001F600");

    private IReadOnlyList<EntryVersion> Versions() => LineTimeline.Of("e", past)!.Versions;

    private void Record(DateTimeOffset at, EngagementEvent @event)
    {
        engagement = EngagementState.Evolve(engagement, @event);
        past.Tell("e", at, ((EngagementState.Known)engagement).Engagement);
    }

    private void Record(DateTimeOffset at, VendorEvent @event)
    {
        vendor = VendorState.Evolve(vendor, @event);
        past.Tell("v", at, ((VendorState.Known)vendor).Vendor);
    }
}
