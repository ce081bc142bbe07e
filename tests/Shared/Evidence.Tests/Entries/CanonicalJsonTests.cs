using System.Globalization;
using System.Text;
using System.Text.Json;
using PrivacyPlatform.EvidenceLog.Entries;

namespace PrivacyPlatform.EvidenceLog.Tests.Entries;

public sealed class CanonicalJsonTests
{
    [Theory]
    [InlineData("""{ "b" : 1 , "a" : [ true , null , { } ] }""", """{"a":[true,null,{}],"b":1}""")]
    [InlineData("""{"aa":1,"b":{"z":1,"y":{"d":1,"c":2}}}""", """{"aa":1,"b":{"y":{"c":2,"d":1},"z":1}}""")]
    [InlineData("\"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\"", "\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"")]
    [InlineData("\"\\u007f\\u0000\\u001f\\b\\f\\r\\t\"", "\"\u007f\\u0000\\u001f\\b\\f\\r\\t\"")]
    [InlineData("[]", "[]")]
    [InlineData("  0 ", "0")]
    public void Json_has_one_form(string json, string canonical) => Canonical(json).ShouldBe(canonical);

    /// <summary>The example of RFC 8785, section 3.2.3: by UTF-16 code units, where the emoji comes before U+FB33.</summary>
    [Fact]
    public void Members_are_sorted_by_UTF_16_code_units() =>
        Canonical("""{"\u20ac":"Euro","\r":"CR","\ufb33":"Dalet","1":"One","\ud83d\ude00":"Emoji","\u0080":"Control","\u00f6":"o"}""")
            .ShouldBe("{\"\\r\":\"CR\",\"1\":\"One\",\"\u0080\":\"Control\",\"ö\":\"o\",\"€\":\"Euro\",\"😀\":\"Emoji\",\"\ufb33\":\"Dalet\"}");

    [Fact]
    public void An_escaped_quote_in_a_name_sorts_as_the_quote_that_it_is() =>
        Canonical("""{"a#":1,"a\"":2,"a":3,"a]":4,"a\\":5}""").ShouldBe("""{"a":3,"a\"":2,"a#":1,"a\\":5,"a]":4}""");

    [Theory]
    [InlineData("1.10", "1.1")]
    [InlineData("1.0", "1")]
    [InlineData("-0", "0")]
    [InlineData("-0.00", "0")]
    [InlineData("1e3", "1000")]
    [InlineData("1.5E+2", "150")]
    [InlineData("12e-3", "0.012")]
    [InlineData("-1.25e1", "-12.5")]
    [InlineData("9007199254740993", "9007199254740993")]
    [InlineData("0.1000000000000000055511151231257827", "0.1000000000000000055511151231257827")]
    [InlineData("100", "100")]
    public void Equal_numbers_are_written_alike_and_keep_all_their_digits(string number, string canonical) => Canonical(number).ShouldBe(canonical);

    [Theory]
    [InlineData("""{"a":1,"b":2,"a":3}""")]
    [InlineData("""{"b":1,"\u0062":2}""")]
    [InlineData("1e99999999")]
    [InlineData("\"\\ud800\"")]
    [InlineData("{} {}")]
    [InlineData("")]
    [InlineData("{\"a\"")]
    public void What_could_be_read_in_two_ways_is_refused(string json) => Should.Throw<JsonException>(() => Canonical(json));

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_refused() =>
        Should.Throw<JsonException>(() => CanonicalJsonWriter.Canonicalize([(byte)'"', 0xC3, 0x28, (byte)'"']));

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public void Whatever_the_order_and_the_spaces_the_form_is_the_same(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 200; round++)
        {
            var value = RandomValue(random, 4);
            var first = Canonical(Text(value, random));
            Canonical(Text(value, random)).ShouldBe(first, $"seed {seed}, round {round}");
            Canonical(first).ShouldBe(first);
        }
    }

    private static string Canonical(string json) => Encoding.UTF8.GetString(CanonicalJsonWriter.Canonicalize(Encoding.UTF8.GetBytes(json)));

    private static object RandomValue(Random random, int depth) => random.Next(depth > 0 ? 5 : 3) switch
    {
        0 => random.Next(-1000, 1000),
        1 => RandomText(random),
        2 => random.Next(2) == 0,
        3 => Enumerable.Range(0, random.Next(4)).Select(_ => RandomValue(random, depth - 1)).ToList(),
        _ => Enumerable.Range(0, random.Next(6)).ToDictionary(i => RandomText(random) + i.ToString(CultureInfo.InvariantCulture), _ => RandomValue(random, depth - 1)),
    };

    private static string RandomText(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(5)).Select(_ => random.GetItems(["a", "b", "\"", "\\", "\n", "€", "😀", "\ufb33", "\u0001"], 1)[0]));

    /// <summary>One of the many ways to write it.</summary>
    private static string Text(object value, Random random) => value switch
    {
        string text => Quoted(text, random),
        List<object> items => $"[{string.Join(",", items.Select(item => Text(item, random) + Space(random)))}]",
        Dictionary<string, object> members => "{" + string.Join(
            ",", Shuffled(members, random).Select(member => $"{Space(random)}{Quoted(member.Key, random)}{Space(random)}:{Text(member.Value, random)}")) + "}",
        bool flag => flag ? "true" : "false",
        _ => string.Create(CultureInfo.InvariantCulture, $"{value}{(random.Next(2) == 0 ? ".0" : "")}"),
    };

    private static KeyValuePair<string, object>[] Shuffled(Dictionary<string, object> members, Random random)
    {
        var all = members.ToArray();
        random.Shuffle(all);
        return all;
    }

    private static string Quoted(string text, Random random) =>
        random.Next(2) == 0
            ? JsonSerializer.Serialize(text)
            : $"\"{string.Concat(text.Select(c => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}")))}\"";

    private static string Space(Random random) => random.GetItems(["", " ", "\n\t"], 1)[0];
}
