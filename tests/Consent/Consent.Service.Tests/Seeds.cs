using System.Text.Json.Nodes;
using Google.Protobuf;
using PrivacyPlatform.Testing;

namespace PrivacyPlatform.Consent.Service.Tests;

/// <summary>The purposes and the notice of the OpsDuty page.</summary>
internal static class Seeds
{
    public static IReadOnlyList<V1.DefinePurposeRequest> Purposes => Requests<V1.DefinePurposeRequest>("opsduty-purposes.json");

    public static IReadOnlyList<V1.PublishNoticeRequest> Notices => Requests<V1.PublishNoticeRequest>("opsduty-notices.json");

    private static IReadOnlyList<T> Requests<T>(string file)
        where T : IMessage<T>, new() =>
        [.. JsonNode.Parse(Repository.Read("services", "Consent", "seeds", file))!.AsArray().Select(request => JsonParser.Default.Parse<T>(request!.ToJsonString()))];
}
