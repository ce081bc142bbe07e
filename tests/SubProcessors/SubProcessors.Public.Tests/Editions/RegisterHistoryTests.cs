using System.Text;
using PrivacyPlatform.SubProcessors.Service.Public.Editions;
using PrivacyPlatform.SubProcessors.Service.Public.Rows;
using PrivacyPlatform.SubProcessors.Service.Public.Wire;
using static PrivacyPlatform.SubProcessors.Public.Tests.Registers;

namespace PrivacyPlatform.SubProcessors.Public.Tests.Editions;

public class RegisterHistoryTests
{
    [Fact]
    public void An_edition_shows_each_line_as_it_was_then()
    {
        var history = History(
            Line("a", (Begin, Entry("a")), (Day(2024, 3, 1), Entry("a") with { Contact = null })),
            Line("b", (Day(2024, 2, 1), Entry("b")), (Day(2024, 4, 1), null)));

        Ids(history, Day(2024, 1, 15)).ShouldBe(["a"]);
        Ids(history, Day(2024, 2, 1)).ShouldBe(["a", "b"]);
        Ids(history, Day(2024, 4, 1)).ShouldBe(["a"]);
        history.At(Day(2024, 2, 29))!.Entries.First().Contact.ShouldBe("privacy@a.example");
        history.At(Day(2024, 3, 1))!.Entries.First().Contact.ShouldBeNull();
    }

    [Fact]
    public void Before_it_was_public_there_is_no_edition() => History(Line(Entry("a"))).At(Begin.AddTicks(-1)).ShouldBeNull();

    [Fact]
    public void A_register_that_is_taken_back_shows_nothing_from_then_on()
    {
        var history = History(Line(Entry("a"))).WithFacts([new(Begin, "Cloud", 30, IsPublic: true), new(Day(2024, 5, 1), "Cloud", 30, IsPublic: false)]);
        history.At(Day(2024, 5, 1)).ShouldBeNull();
        history.At(Day(2024, 4, 30)).ShouldNotBeNull();
    }

    [Fact]
    public void An_announced_line_becomes_active_without_another_event()
    {
        var (told, active) = (Day(2024, 2, 1), Day(2024, 3, 3));
        var announced = Entry("a") with { Standing = new(EntryState.Announced, told, active) };
        var history = History(Line("a", (told, announced), (active, announced with { Standing = new(EntryState.Active, active) })));

        history.At(active.AddTicks(-1))!.Entries.Single().Standing.State.ShouldBe(EntryState.Announced);
        history.At(active)!.Entries.Single().Standing.State.ShouldBe(EntryState.Active);
        history.At(active)!.Began.ShouldBe(active);
    }

    [Fact]
    public void What_comes_later_changes_no_byte_of_what_was()
    {
        var history = History(Enumerable.Range(0, 150).Select(number => Line(Entry($"v{number:000}"))));
        var past = Day(2024, 1, 15);
        var before = Rows(history, past);

        var changed = Line("v007", (Begin, Entry("v007")), (Day(2024, 2, 1), Entry("v007", "Another name")));
        var added = Enumerable.Range(0, 200).Select(number => Line($"n{number:000}", (Day(2024, 2, 1), Entry($"n{number:000}", $"Vendor v{number:000}x"))));
        var later = history.WithLines([changed, .. added]);

        Rows(later, past).ShouldBe(before);
        later.At(Day(2024, 2, 1))!.Tally.Lines.ShouldBe(350);
    }

    [Fact]
    public void What_was_planned_is_taken_back_by_what_happens_before_it()
    {
        var (told, active, withdrawn) = (Day(2024, 2, 1), Day(2024, 3, 3), Day(2024, 2, 10));
        var announced = new EntryVersion(told, Entry("a") with { Standing = new(EntryState.Announced, told, active) });
        var planned = Service.Public.Editions.Line.Of("a", null, [announced, new(active, Entry("a") with { Standing = new(EntryState.Active, active) })])!;
        var history = History(planned, Line(Entry("b")));
        Rows(history, active);

        var taken = history.WithLines([Service.Public.Editions.Line.Of("a", null, [announced, new(withdrawn, null)])!]);
        Ids(taken, active).ShouldBe(["b"]);
        Ids(taken, told).ShouldBe(["a", "b"]);
    }

    [Fact]
    public void Lines_stand_by_the_registers_own_numbers_then_by_name_the_unnamed_last()
    {
        var lines = new[] { (Entry("z", "Zed"), (int?)1), (Unknown("u"), null), (Entry("b", "bee"), null), (Entry("a", "Ant"), null) };
        var history = History(lines.Select(line => Service.Public.Editions.Line.Of(line.Item1.Id, line.Item2, [new(Begin, line.Item1)])!));
        Ids(history, Begin).ShouldBe(["z", "a", "b", "u"]);
    }

    [Fact]
    public void A_version_that_says_nothing_new_is_no_change()
    {
        var line = Line("a", (Begin, Entry("a")), (Day(2024, 2, 1), Entry("a")), (Day(2024, 3, 1), Entry("a") with { Contact = null }));
        line.Versions.Select(version => version.From).ShouldBe([Begin, Day(2024, 3, 1)]);
    }

    [Fact]
    public void Changes_are_told_newest_first_and_name_what_happened()
    {
        var suspended = Entry("a") with { Standing = new(EntryState.Suspended, Day(2024, 3, 1)) };
        var history = History(
            Line("a", (Begin, Entry("a")), (Day(2024, 3, 1), suspended), (Day(2024, 4, 1), Entry("a"))),
            Line("b", (Day(2024, 2, 1), Entry("b")), (Day(2024, 5, 1), null)));

        history.Changes(Day(2025, 1, 1), 10).Select(together => together.Title).ShouldBe(
            ["Vendor b removed", "Vendor a resumed", "Vendor a suspended", "Vendor b added", "Vendor a added"]);
        history.Changes(Day(2024, 3, 1), 1).Single().Title.ShouldBe("Vendor a suspended");
    }

    [Fact]
    public void What_came_at_once_is_one_change()
    {
        var history = History(Enumerable.Range(0, 100).Select(number => Line(Entry($"v{number:000}"))));
        var together = history.Changes(Day(2025, 1, 1), 10).Single();
        together.Changes.Count.ShouldBe(100);
        together.Title.ShouldBe("100 added: Vendor v000, Vendor v001, Vendor v002, Vendor v003, Vendor v004, …");
    }

    [Fact]
    public void A_difference_names_what_came_what_went_and_which_cells_differ()
    {
        var history = History(
            Line("a", (Begin, Entry("a")), (Day(2024, 2, 1), Entry("a") with { Contact = null, Locations = [] })),
            Line("b", (Begin, Entry("b")), (Day(2024, 2, 1), null)),
            Line("c", (Day(2024, 2, 1), Entry("c"))),
            Line("d", (Begin, Entry("d"))));

        var difference = Difference.Between(history.At(Begin)!, history.At(Day(2024, 3, 1))!);
        difference.Changes.Select(change => change.EntryId).ShouldBe(["a", "c", "b"]);
        difference.Changes[0].Cells.ShouldBe([("Contact", "privacy@a.example", "not stated"), ("Locations", "USA (storage)", "not stated")]);
        Difference.Between(history.At(Begin)!, history.At(Begin)!).Changes.ShouldBeEmpty();
    }

    [Fact]
    public void Counts_are_those_of_the_lines_that_are_shown()
    {
        var tally = History(Line(Entry("a")), Line(Entry("b") with { Locations = [new("US", "USA", LocationPurpose.Storage), new("US", "USA", LocationPurpose.Access)] }), Line(Unknown("c")))
            .At(Begin)!.Tally;
        tally.Places.ShouldBe([new Counted("US", "USA", 2), new Counted("not-stated", "not stated", 1)], ignoreOrder: true);
        tally.Mechanisms.ShouldContain(new Counted("not-stated", "not stated", 1));
    }

    [Fact]
    public void What_is_around_the_lines_is_kept_until_something_is_recorded()
    {
        var (history, made) = (History(Line(Entry("a"))), 0);
        Frame Of(RegisterHistory from, RowFormat format, string tag) => from.Frame(format, ("", tag), () => Frame.Kept([(byte)++made], [0]));

        Of(history, RowFormat.Html, "one").ShouldBeSameAs(Of(history, RowFormat.Html, "one"));
        Of(history, RowFormat.Json, "one").ShouldNotBeSameAs(Of(history, RowFormat.Html, "one"));
        Of(history, RowFormat.Html, "two").ShouldNotBeSameAs(Of(history, RowFormat.Html, "one"));
        made = 0;
        Of(history.WithLines([Line(Entry("b"))]), RowFormat.Html, "one");
        made.ShouldBe(1);
    }

    private static IEnumerable<string> Ids(RegisterHistory history, DateTimeOffset at) => history.At(at)!.Entries.Select(entry => entry.Id);

    private static string Rows(RegisterHistory history, DateTimeOffset at) =>
        string.Concat(history.At(at)!.Blocks.SelectMany(block => block.Listed).Select(version => Encoding.UTF8.GetString(version.Row(RowFormat.Html))));
}
