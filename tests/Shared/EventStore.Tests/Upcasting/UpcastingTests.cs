using System.Text.Json.Nodes;

namespace PrivacyPlatform.EventStore.Tests.Upcasting;

public sealed class UpcastingTests
{
    private static readonly EventTypes<Fact> Types = new EventTypes<Fact>()
        .Map<Answered>("fact_answered", schemaVersion: 3)
        .Upcast("fact_said", 1, "fact_answered", 2, Renamed)
        .Upcast("fact_answered", 2, WithChannel);

    private abstract record Fact;

    private sealed record Answered(string Purpose, Channel Channel) : Fact;

    private enum Channel
    {
        Unknown,
        Web,
    }

    [Theory]
    [InlineData("fact_said", 1, """{"about":"newsletter"}""", Channel.Unknown)]
    [InlineData("fact_answered", 2, """{"purpose":"newsletter"}""", Channel.Unknown)]
    [InlineData("fact_answered", 3, """{"purpose":"newsletter","channel":"web"}""", Channel.Web)]
    public void Every_version_ever_stored_is_read_as_todays_event(string name, int version, string json, object channel) =>
        Types.Read(Stored(name, version, json)).ShouldBe(new Answered("newsletter", (Channel)channel));

    [Fact]
    public void What_is_written_is_todays_version() =>
        Types.Write(new Answered("newsletter", Channel.Web)).ShouldBe(("fact_answered", 3, """{"purpose":"newsletter","channel":"web"}"""));

    [Fact]
    public void Everything_that_can_be_read_is_listed() =>
        Types.Readable.ShouldBe([("fact_answered", 3), ("fact_said", 1), ("fact_answered", 2)], ignoreOrder: true);

    [Theory]
    [InlineData("fact_answered", 1)]
    [InlineData("fact_answered", 4)]
    [InlineData("fact_said", 2)]
    public void A_version_that_no_step_begins_at_is_unknown(string name, int version) =>
        Should.Throw<UnknownEventException>(() => Types.Read(Stored(name, version, "{}"))).Message.ShouldContain($"'{name}' in schema version {version}");

    [Fact]
    public void Steps_that_lead_to_nothing_that_is_mapped_leave_it_unknown()
    {
        var types = new EventTypes<Fact>().Map<Answered>("fact_answered", 3).Upcast("fact_answered", 1, WithChannel);

        Should.Throw<UnknownEventException>(() => types.Read(Stored("fact_answered", 1, """{"purpose":"a"}"""))).SchemaVersion.ShouldBe(1);
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""[1]""")]
    [InlineData("""{"about":{"secret":1}}""")]
    public void Old_data_that_does_not_fit_is_an_error_that_quotes_nothing(string json) =>
        Should.Throw<UnreadableEventException>(() => Types.Read(Stored("fact_said", 1, json))).ToString().ShouldNotContain("secret");

    [Fact]
    public void Steps_neither_fork_nor_lead_back()
    {
        Should.Throw<ArgumentException>(() => new EventTypes<Fact>().Upcast("a", 1, data => data).Upcast("a", 1, "b", 1, data => data));
        Should.Throw<ArgumentException>(() => new EventTypes<Fact>().Upcast("a", 1, "b", 1, data => data).Upcast("b", 1, "a", 1, data => data));
        Should.Throw<ArgumentException>(() => new EventTypes<Fact>().Upcast("a", 1, "a", 1, data => data));
    }

    [Fact]
    public void The_shape_of_an_event_names_its_members_their_types_and_words() => EventShape.Of(typeof(Sample)).ShouldBe(
        """
        {
          "additionalProperties": false,
          "properties": {
            "at": {
              "format": "date-time",
              "type": "string"
            },
            "channel": {
              "enum": [
                "unknown",
                "web"
              ]
            },
            "tags": {
              "items": {
                "type": "string"
              },
              "type": "array"
            },
            "until": {
              "format": "date-time",
              "type": [
                "null",
                "string"
              ]
            }
          },
          "required": [
            "at",
            "channel",
            "tags",
            "until"
          ],
          "type": "object"
        }
        """);

    [Fact]
    public void Any_change_of_a_shape_shows_and_the_order_of_members_is_none()
    {
        EventShape.Of(typeof(Reordered)).ShouldBe(EventShape.Of(typeof(Sample)));
        new[] { typeof(Sample), typeof(Renaming), typeof(Retyped), typeof(Optional), typeof(Extended) }.Select(EventShape.Of).ShouldBeUnique();
    }

    private static JsonObject Renamed(JsonObject old) => new() { ["purpose"] = old["about"]!.GetValue<string>() };

    private static JsonObject WithChannel(JsonObject old)
    {
        old["channel"] = "unknown";
        return old;
    }

    private static RecordedEvent Stored(string type, int version, string json) => new(
        1, Guid.Empty, "acme", "fact-1", 1, type, version, json, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, "tester", null, null, null);

    private sealed record Sample(DateTimeOffset At, DateTimeOffset? Until, Channel Channel, IReadOnlyList<string> Tags);

    private sealed record Reordered(IReadOnlyList<string> Tags, Channel Channel, DateTimeOffset? Until, DateTimeOffset At);

    private sealed record Renaming(DateTimeOffset On, DateTimeOffset? Until, Channel Channel, IReadOnlyList<string> Tags);

    private sealed record Retyped(DateTimeOffset At, DateTimeOffset? Until, string Channel, IReadOnlyList<string> Tags);

    private sealed record Optional(DateTimeOffset At, DateTimeOffset? Until, Channel Channel, IReadOnlyList<string>? Tags = null);

    private sealed record Extended(DateTimeOffset At, DateTimeOffset? Until, Channel Channel, IReadOnlyList<string> Tags, int More = 0);
}
