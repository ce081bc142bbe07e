using System.Text;
using PrivacyPlatform.EvidenceLog.Entries;
using PrivacyPlatform.EvidenceLog.Merkle;
using PrivacyPlatform.Testing;

namespace PrivacyPlatform.EvidenceLog.Tests.Entries;

public sealed class EntryTests
{
    /// <summary>The example of FORMAT.md. What is sealed stays sealed: when this changes, every proof ever given is void.</summary>
    private const string Golden =
        """{"causation_id":null,"correlation_id":"order-1","data":{"a":[1.5,"é"],"bb":true},"format":"privacyplatform.event/1","id":"0198f0de-0000-7000-8000-000000000001","metadata":{"actor":"shop","command_id":"0198f0de-0000-7000-8000-0000000000ff"},"occurred_at":"2026-03-01T09:00:00.000000Z","recorded_at":"2026-03-01T09:00:05.123456Z","schema_version":1,"stream":"subject-4711","tenant":"acme","type":"consent_granted","version":3}""";

    /// <summary>printf '\0%s' "$entry" | sha256sum</summary>
    private const string GoldenHash = "a7a68dc9763deb33dd8c629b751461b3fd6f093e995bdc1fef0f24181a2f5f92";

    [Fact]
    public void An_entry_is_the_text_that_the_format_promises()
    {
        var hash = Write(out var entry);
        entry.ShouldBe(Golden);
        hash.ShouldBe(Rfc6962.Leaf(Encoding.UTF8.GetBytes(Golden)));
        hash.ToString().ShouldBe(GoldenHash);
    }

    [Fact]
    public void A_golden_document_and_this_test_speak_of_the_same_example() =>
        Repository.Read("services/Shared/Evidence/FORMAT.md").ShouldSatisfyAllConditions(
            page => page.ShouldContain(Golden),
            page => page.ShouldContain(GoldenHash));

    [Fact]
    public void A_writer_is_used_again_without_a_trace_of_the_entry_before()
    {
        var writer = new EntryWriter();
        var first = writer.Write(Fields("{}"u8, """{"actor":"shop","occurred_at":"2026-03-01T09:00:00.000000Z","schema_version":1}"""u8));
        writer.Write(Fields("""{"long":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}"""u8, default));
        writer.Write(Fields("{}"u8, """{"schema_version":1,"occurred_at":"2026-03-01T09:00:00.000000Z","actor":"shop"}"""u8)).ShouldBe(first);
    }

    [Fact]
    public void Each_field_counts()
    {
        var hashes = new HashSet<Digest> { Write(out _) };
        var fields = Fields();
        hashes.Add(new EntryWriter().Write(new() { Tenant = "acm"u8, Stream = "esubject-4711"u8, Version = 3, Id = fields.Id, Type = fields.Type, RecordedAt = fields.RecordedAt, Data = fields.Data, Headers = fields.Headers, CorrelationId = fields.CorrelationId, HasCorrelationId = true, CausationId = [], HasCausationId = false })).ShouldBeTrue();
        hashes.Add(new EntryWriter().Write(With(version: 4))).ShouldBeTrue();
        hashes.Add(new EntryWriter().Write(With(id: new Guid("0198f0de-0000-7000-8000-000000000002")))).ShouldBeTrue();
        hashes.Add(new EntryWriter().Write(With(recordedAt: fields.RecordedAt.AddMicroseconds(1)))).ShouldBeTrue();
        hashes.Add(new EntryWriter().Write(Fields("""{"a":[1.5,"é"],"bb":false}"""u8, Headers))).ShouldBeTrue();
        hashes.Add(new EntryWriter().Write(Fields(Data, """{"actor":"shop","command_id":"0198f0de-0000-7000-8000-0000000000ff","occurred_at":"2026-03-01T09:00:00.000001Z","schema_version":1}"""u8))).ShouldBeTrue();
        hashes.Add(new EntryWriter().Write(Fields(Data, """{"actor":"shop","command_id":"0198f0de-0000-7000-8000-0000000000ff","occurred_at":"2026-03-01T09:00:00.000000Z","schema_version":2}"""u8))).ShouldBeTrue();
        hashes.Add(new EntryWriter().Write(Fields(Data, """{"actor":"desk","command_id":"0198f0de-0000-7000-8000-0000000000ff","occurred_at":"2026-03-01T09:00:00.000000Z","schema_version":1}"""u8))).ShouldBeTrue();
        hashes.Add(new EntryWriter().Write(Fields(Data, Headers, causation: ""u8, hasCausation: true))).ShouldBeTrue();
    }

    [Fact]
    public void An_entry_is_read_back()
    {
        Write(out var text);
        var entry = EventEntry.Read(Encoding.UTF8.GetBytes(text)).ShouldNotBeNull();
        entry.ShouldBe(new EventEntry(
            "acme", "subject-4711", 3, new Guid("0198f0de-0000-7000-8000-000000000001"), "consent_granted", 1, """{"a":[1.5,"é"],"bb":true}""",
            new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 3, 1, 9, 0, 5, 123, 456, TimeSpan.Zero),
            """{"actor":"shop","command_id":"0198f0de-0000-7000-8000-0000000000ff"}""", "order-1", null));
    }

    [Fact]
    public void Without_headers_the_entry_says_that_nothing_was_stored()
    {
        var writer = new EntryWriter();
        writer.Write(Fields("{}"u8, default));
        var entry = EventEntry.Read(writer.Entry).ShouldNotBeNull();
        entry.OccurredAt.ShouldBe(entry.RecordedAt);
        entry.SchemaVersion.ShouldBe(1);
        Encoding.UTF8.GetString(writer.Entry).ShouldContain("\"metadata\":{},\"occurred_at\":null,");
    }

    [Theory]
    [InlineData("\"version\":3", "\"version\": 3")]
    [InlineData("\"version\":3", "\"version\":3.0")]
    [InlineData("event/1", "event/2")]
    [InlineData("\"tenant\":\"acme\",", "")]
    [InlineData("\"tenant\":\"acme\",", "\"subject\":1,\"tenant\":\"acme\",")]
    [InlineData("\"acme\"", "null")]
    [InlineData("2026-03-01T09:00:05.123456Z", "yesterday")]
    public void What_is_not_exactly_the_format_is_no_entry(string found, string replacement)
    {
        Golden.ShouldContain(found);
        EventEntry.Read(Encoding.UTF8.GetBytes(Golden.Replace(found, replacement, StringComparison.Ordinal))).ShouldBeNull();
    }

    private static ReadOnlySpan<byte> Data => """{"bb": true, "a": [1.50, "\u00e9"]}"""u8;

    private static ReadOnlySpan<byte> Headers =>
        """{"actor": "shop", "command_id": "0198f0de-0000-7000-8000-0000000000ff", "occurred_at": "2026-03-01T09:00:00.000000Z", "schema_version": 1}"""u8;

    private static Digest Write(out string entry)
    {
        var writer = new EntryWriter();
        var hash = writer.Write(Fields());
        entry = Encoding.UTF8.GetString(writer.Entry);
        return hash;
    }

    private static EventFields Fields() => Fields(Data, Headers);

    private static EventFields With(long version = 3, Guid? id = null, DateTime? recordedAt = null) =>
        Fields(Data, Headers, version: version, id: id, recordedAt: recordedAt);

    private static EventFields Fields(
        ReadOnlySpan<byte> data,
        ReadOnlySpan<byte> headers,
        ReadOnlySpan<byte> causation = default,
        bool hasCausation = false,
        long version = 3,
        Guid? id = null,
        DateTime? recordedAt = null) => new()
        {
            Tenant = "acme"u8,
            Stream = "subject-4711"u8,
            Version = version,
            Id = id ?? new Guid("0198f0de-0000-7000-8000-000000000001"),
            Type = "consent_granted"u8,
            RecordedAt = recordedAt ?? new DateTime(2026, 3, 1, 9, 0, 5, 123, 456, DateTimeKind.Utc),
            Data = data,
            Headers = headers,
            CorrelationId = "order-1"u8,
            HasCorrelationId = true,
            CausationId = causation,
            HasCausationId = hasCausation,
        };
}
