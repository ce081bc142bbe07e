using System.Text.Json;
using PrivacyPlatform.Calls.Tests.Server;

namespace PrivacyPlatform.Calls.Tests;

public sealed class OpenApiTests(ProbeServer server)
{
    [Fact]
    public async Task Every_method_that_takes_JSON_is_described()
    {
        var document = await Read();

        document.GetProperty("openapi").GetString().ShouldBe("3.1.0");
        document.GetProperty("paths").EnumerateObject().Select(path => path.Name.Split('/')[^1])
            .ShouldBe(["Break", "Count", "Echo", "Ignore", "Operate", "Refuse", "Secret", "Unfinished", "Wait"]);
    }

    [Fact]
    public async Task Fields_have_the_types_that_protobufs_JSON_gives_them()
    {
        var fields = (await Read()).GetProperty("components").GetProperty("schemas").GetProperty("probe.v1.EchoRequest").GetProperty("properties");

        fields.GetProperty("big").ToString().ShouldBe("""{"type":"string","format":"int64"}""");
        fields.GetProperty("at").ToString().ShouldBe("""{"type":"string","format":"date-time"}""");
        fields.GetProperty("numbers").GetProperty("items").GetProperty("type").GetString().ShouldBe("integer");
        fields.GetProperty("labels").GetProperty("additionalProperties").GetProperty("type").GetString().ShouldBe("string");
        fields.GetProperty("color").GetProperty("$ref").GetString().ShouldBe("#/components/schemas/probe.v1.Color");
    }

    [Fact]
    public async Task Every_reference_leads_somewhere()
    {
        var document = await Read();

        foreach (var reference in References(document).Distinct())
        {
            var target = document;
            foreach (var part in reference.Split('/')[1..])
            {
                target = target.GetProperty(part);
            }
        }
    }

    [Fact]
    public async Task Comments_of_the_contract_are_shown()
    {
        var document = await Read();

        document.GetProperty("paths").GetProperty("/probe.v1.ProbeService/Count").GetProperty("post").GetProperty("description").GetString().ShouldBe("Counts from 1.");
        document.GetProperty("components").GetProperty("schemas").GetProperty("probe.v1.EchoResponse").GetProperty("properties").GetProperty("deadlineMs")
            .GetProperty("description").GetString()!.ShouldStartWith("The call's deadline");
    }

    private static IEnumerable<string> References(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(property =>
            property.Name == "$ref" && property.Value.ValueKind == JsonValueKind.String ? [property.Value.GetString()!] : References(property.Value)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(References),
        _ => [],
    };

    private async Task<JsonElement> Read()
    {
        using var http = new HttpClient();
        return JsonDocument.Parse(await http.GetStringAsync(new Uri($"{server.JsonAddress}/openapi/v1.json"))).RootElement;
    }
}
