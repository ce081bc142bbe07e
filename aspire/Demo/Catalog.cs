using System.Text.Json;
using Google.Protobuf;
using PrivacyPlatform.Consent.V1;

namespace PrivacyPlatform.Demo;

/// <summary>The purposes and the notice of the OpsDuty page, from the consent service's seeds.</summary>
public static class Catalog
{
    public static IReadOnlyList<DefinePurposeRequest> Purposes { get; } = Read<DefinePurposeRequest>("opsduty-purposes.json");

    public static IReadOnlyList<PublishNoticeRequest> Notices { get; } = Read<PublishNoticeRequest>("opsduty-notices.json");

    private static List<T> Read<T>(string name)
        where T : IMessage<T>, new()
    {
        using var stream = typeof(Catalog).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not embedded");
        using var document = JsonDocument.Parse(stream);
        var parser = JsonParser.Default;
        return [.. document.RootElement.EnumerateArray().Select(element => parser.Parse<T>(element.GetRawText()))];
    }
}
