using System.Text;
using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using MassTransit.Serialization;
using PrivacyPlatform.Messaging.Tests.Trial;

namespace PrivacyPlatform.Messaging.Tests;

public sealed class ProtobufJsonTests
{
    internal static SampleCaptured Full { get; } = new()
    {
        SubjectId = "s-1",
        Categories = { "usage", "billing" },
        Counts = { ["web"] = 3, ["app"] = long.MaxValue },
        OccurredAt = Timestamp.FromDateTimeOffset(new DateTimeOffset(2024, 7, 22, 8, 30, 0, TimeSpan.Zero)),
        Detail = new SampleDetail { Name = "one" },
        Details = { new SampleDetail { Name = "two" }, new SampleDetail { Name = "three" } },
        Kind = SampleKind.First,
        Page = 7,
    };

    [Fact]
    public void Every_field_survives_repeated_and_map_fields_too() =>
        ProtobufJson.Read(ProtobufJson.Write(Full), SampleCaptured.Descriptor).ShouldBe(Full);

    [Fact]
    public void The_default_serializer_would_lose_repeated_and_map_fields_which_is_why_there_is_our_own()
    {
        var json = JsonSerializer.Serialize(Full, SystemTextJsonMessageSerializer.Options);
        JsonSerializer.Deserialize<SampleCaptured>(json, SystemTextJsonMessageSerializer.Options).ShouldNotBe(Full);
    }

    [Fact]
    public void The_body_is_protobufs_own_json() =>
        Encoding.UTF8.GetString(ProtobufJson.Write(new SampleCaptured { SubjectId = "s-1", Kind = SampleKind.First, Counts = { ["web"] = 3 } }))
            .ShouldBe("""{ "subjectId": "s-1", "counts": { "web": "3" }, "kind": "SAMPLE_KIND_FIRST" }""");

    [Fact]
    public void A_field_of_a_later_version_is_ignored() =>
        Read("""{"subjectId": "s-1", "addedLater": {"deep": [1, 2]}}""").ShouldBe(new SampleCaptured { SubjectId = "s-1" });

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("4711 Ola Nordmann")]
    [InlineData("""{"subjectId": {"ola.nordmann@example.org": 1}}""")]
    [InlineData("""{"occurredAt": "ola.nordmann@example.org"}""")]
    [InlineData("""{"counts": {"ola.nordmann@example.org": "many"}}""")]
    public void What_is_not_its_json_is_malformed_and_quoted_nowhere(string body)
    {
        var rejected = Should.Throw<MessageRejectedException>(() => Read(body));
        rejected.Reason.Code.ShouldBe("message.malformed");
        rejected.ToString().ShouldNotContain("ola", Case.Insensitive);
        rejected.InnerException.ShouldBeNull();
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_malformed() =>
        Should.Throw<MessageRejectedException>(() => ProtobufJson.Read([0x7B, 0xFF, 0x7D], SampleCaptured.Descriptor)).Reason.Code.ShouldBe("message.malformed");

    [Fact]
    public void Endless_nesting_is_malformed() =>
        Should.Throw<MessageRejectedException>(() => Read("""{"x":""" + new string('[', 10_000))).Reason.Code.ShouldBe("message.malformed");

    private static SampleCaptured Read(string body) => (SampleCaptured)ProtobufJson.Read(Encoding.UTF8.GetBytes(body), SampleCaptured.Descriptor);
}
