using PrivacyPlatform.SubProcessors.Transfers;

namespace PrivacyPlatform.SubProcessors.Tests.Transfers;

public sealed class LawDaysTests
{
    [Fact]
    public void Between_two_of_its_days_the_law_says_the_same_of_every_place()
    {
        var days = Laws.File.Days.ToList();
        foreach (var (first, last) in days.Zip(days.Skip(1), (day, next) => (day, next.AddDays(-1))))
        {
            foreach (var place in Laws.File.Countries.Select(country => Place.Country(country.Code)))
            {
                foreach (var regime in Enum.GetValues<Regime>())
                {
                    string Said(DateOnly day) => $"{Laws.File.MechanismFor(regime, new(place, "scc-2021", []), day).Reason} {string.Join(' ', Laws.File.MechanismFor(regime, new(place, "scc-2021", []), day).Bases)}";
                    Said(last).ShouldBe(Said(first), $"{place.Code} between {first} and {last}");
                }
            }
        }
    }
}
