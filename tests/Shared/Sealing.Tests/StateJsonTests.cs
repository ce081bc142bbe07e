using System.Collections.Frozen;
using System.Collections.Immutable;
using PrivacyPlatform.Replay;

namespace PrivacyPlatform.Sealing.Tests;

/// <summary>States are written alike wherever they are folded, whatever they keep their things in.</summary>
public sealed class StateJsonTests
{
    private static readonly Dictionary<string, int> Pairs = new(StringComparer.Ordinal) { ["b"] = 2, ["a"] = 1 };

    private sealed record Holder(object Things);

    public static TheoryData<object> Dictionaries =>
    [
        Pairs,
        Pairs.ToImmutableDictionary(),
        Pairs.ToImmutableSortedDictionary(),
        Pairs.ToFrozenDictionary(),
        new SortedDictionary<string, int>(Pairs),
    ];

    [Theory]
    [MemberData(nameof(Dictionaries))]
    public void A_dictionary_is_its_pairs_in_an_order_of_their_own(object dictionary) =>
        StateJson.Write(new Holder(dictionary)).ShouldBe("""{"$type":"Holder","things":[["a","1"],["b","2"]]}""");

    public static TheoryData<object> Sets =>
        [new HashSet<string> { "b", "a" }, ImmutableHashSet.Create("b", "a"), ImmutableSortedSet.Create("b", "a"), new[] { "b", "a" }.ToFrozenSet()];

    [Theory]
    [MemberData(nameof(Sets))]
    public void A_set_is_its_members_in_an_order_of_their_own(object set) =>
        StateJson.Write(new Holder(set)).ShouldBe("""{"$type":"Holder","things":["a","b"]}""");

    [Fact]
    public void A_list_keeps_its_order() => StateJson.Write(new Holder(new[] { "b", "a" })).ShouldBe("""{"$type":"Holder","things":["b","a"]}""");

    [Fact]
    public void What_is_inside_is_written_too() =>
        StateJson.Write(new Holder(ImmutableSortedDictionary.CreateRange([KeyValuePair.Create("a", ImmutableSortedSet.Create("y", "x"))])))
            .ShouldBe("""{"$type":"Holder","things":[["a",["x","y"]]]}""");
}
