using System.Text.Json;
using PrivacyPlatform.Testing;

namespace PrivacyPlatform.EndToEnd.Tests;

/// <summary>Product teams in another language, with that language's own libraries and nothing of ours but the contracts.</summary>
public sealed class ForeignClients(RunningSystem system)
{
    private const string Node = "tests/EndToEnd.Tests/node";

    [Fact]
    public async Task An_amqplib_publisher_announces_an_answer_and_receives_what_the_service_announces_of_it()
    {
        await system.DefineCatalog();
        var captured = await File.ReadAllTextAsync(Repository.PathTo("contracts/examples/privacyplatform.consent.v1.ConsentCaptured.json"));
        var subject = JsonDocument.Parse(captured).RootElement.GetProperty("subjectId").GetString();

        var printed = await system.Succeed($"node {Node}/bus.mjs opsduty foreign", captured);

        var result = JsonDocument.Parse(printed).RootElement;
        var announced = result.GetProperty("announced");
        announced.GetProperty("type").GetString().ShouldBe("privacyplatform.consent.v1.ConsentGranted");
        announced.GetProperty("contentType").GetString().ShouldBe("application/json");
        announced.GetProperty("correlationId").GetString().ShouldBe("foreign");
        announced.GetProperty("headers").GetProperty("tenant").GetString().ShouldBe("opsduty");
        announced.GetProperty("headers").GetProperty("causation-id").GetString().ShouldBe(result.GetProperty("messageId").GetString());
        announced.GetProperty("body").GetProperty("subjectId").GetString().ShouldBe(subject);
    }

    [Fact]
    public async Task A_grpc_js_caller_is_answered_refused_and_kept_out_as_the_protocol_says()
    {
        await system.DefineCatalog();
        var address = new Uri(system.Endpoint("consent", "grpc")).Authority;

        var printed = await system.Succeed(
            "export PRIVACY_TOKEN=$(./privacy token --role emitter --role reader --role reviewer)\n"
            + $"node {Node}/rpc.mjs {address} contracts foreign-caller-1");

        var result = JsonDocument.Parse(printed).RootElement;
        result.GetProperty("withdrawn").GetProperty("result").GetProperty("recorded").GetBoolean().ShouldBeTrue();
        result.GetProperty("authorized").GetProperty("verdict").GetString().ShouldBe("VERDICT_DENY");
        result.GetProperty("authorized").GetProperty("reason").GetString().ShouldBe("consent.withdrawn");
        result.GetProperty("history").GetArrayLength().ShouldBe(1);
        result.GetProperty("refused").GetProperty("code").GetString().ShouldBe("NOT_FOUND");
        result.GetProperty("refused").GetProperty("details").GetString()!.ShouldContain("consent.purpose_unknown");
        result.GetProperty("personal").GetProperty("code").GetString().ShouldBe("INVALID_ARGUMENT");
        result.GetProperty("personal").GetProperty("details").GetString()!.ShouldContain("subject.looks_personal");
        result.GetProperty("badToken").GetProperty("code").GetString().ShouldBe("UNAUTHENTICATED");
        result.GetProperty("expired").GetProperty("code").GetString().ShouldBe("DEADLINE_EXCEEDED");
    }
}
