namespace PrivacyPlatform.EventStore.Tests;

public sealed class EventTypesTests
{
    private static readonly EventTypes<Fact> Types = new EventTypes<Fact>().Map<Happened>("fact_happened").Map<Renamed>("fact_moved", schemaVersion: 3);

    private static readonly Happened Example = new(
        "newsletter", LegalBasis.LegitimateInterest, new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.FromHours(1)).AddTicks(12345678), Until: null, ["profile_data"]);

    private const string ExampleJson =
        """{"purpose_id":"newsletter","legal_basis":"legitimate_interest","granted_at":"2026-03-01T09:00:01.234567Z","until":null,"data_categories":["profile_data"]}""";

    private abstract record Fact;

    private sealed record Happened(string PurposeId, LegalBasis LegalBasis, DateTimeOffset GrantedAt, DateTimeOffset? Until, IReadOnlyList<string> DataCategories) : Fact;

    private sealed record Renamed(int Number = 0) : Fact;

    private sealed record NotMapped : Fact;

    private enum LegalBasis
    {
        Unspecified,
        LegitimateInterest,
    }

    [Fact]
    public void An_event_is_written_in_snake_case_with_times_in_utc_and_microseconds() =>
        Types.Write(Example).ShouldBe(("fact_happened", 1, ExampleJson));

    [Fact]
    public void An_event_reads_back_as_it_was_written()
    {
        var read = Types.Read(Stored("fact_happened", 1, ExampleJson)).ShouldBeOfType<Happened>();

        Types.Write(read).Json.ShouldBe(ExampleJson);
        read.LegalBasis.ShouldBe(LegalBasis.LegitimateInterest);
        read.GrantedAt.ShouldBe(new DateTimeOffset(2026, 3, 1, 9, 0, 1, TimeSpan.Zero).AddTicks(2345670));
    }

    [Theory]
    [InlineData("fact_forgotten", 1)]
    [InlineData("fact_happened", 2)]
    [InlineData("fact_moved", 1)]
    public void An_unknown_name_or_version_is_an_error_that_names_both(string name, int version)
    {
        var unknown = Should.Throw<UnknownEventException>(() => Types.Read(Stored(name, version, "{}")));

        unknown.Message.ShouldBe($"The event type '{name}' in schema version {version} is not mapped.");
    }

    [Theory]
    [InlineData("""{"number":1,"extra":2}""")]
    [InlineData("""{"number":1,"number":2}""")]
    [InlineData("""{"number":"one"}""")]
    [InlineData("null")]
    public void Data_that_does_not_fit_is_an_error(string json) =>
        Should.Throw<UnreadableEventException>(() => Types.Read(Stored("fact_moved", 3, json))).Message.ShouldNotContain("one");

    [Theory]
    [InlineData("""{"purpose_id":"newsletter"}""")]
    [InlineData("""{"purpose_id":null,"legal_basis":"legitimate_interest","granted_at":"2026-03-01T09:00:01Z","until":null,"data_categories":[]}""")]
    [InlineData("""{"purpose_id":"a","legal_basis":1,"granted_at":"2026-03-01T09:00:01Z","until":null,"data_categories":[]}""")]
    public void A_member_that_is_missing_or_null_or_no_name_is_an_error(string json) =>
        Should.Throw<UnreadableEventException>(() => Types.Read(Stored("fact_happened", 1, json)));

    [Fact]
    public void An_event_that_is_not_mapped_is_not_written() => Should.Throw<UnknownEventException>(() => Types.Write(new NotMapped()));

    [Fact]
    public void A_name_or_a_class_is_mapped_once()
    {
        Should.Throw<ArgumentException>(() => new EventTypes<Fact>().Map<Happened>("a").Map<Renamed>("a"));
        Should.Throw<ArgumentException>(() => new EventTypes<Fact>().Map<Happened>("a").Map<Happened>("b"));
    }

    [Fact]
    public void An_events_id_follows_from_tenant_command_and_ordinal()
    {
        var command = new Guid("01957a00-0000-7000-8000-000000000001");

        EventId.Of("acme", command, 0).ShouldBe(new Guid("3ee29383-de96-8a59-b7f4-6ca8428583e6"));
        new[] { EventId.Of("acme", command, 0), EventId.Of("acme", command, 1), EventId.Of("globex", command, 0), EventId.Of("acme", new Guid("01957a00-0000-7000-8000-000000000002"), 0) }
            .ShouldBeUnique();
    }

    private static RecordedEvent Stored(string type, int version, string json) => new(
        1, Guid.Empty, "acme", "fact-1", 1, type, version, json, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, "tester", null, null, null);
}
