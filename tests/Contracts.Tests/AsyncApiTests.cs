using System.Text.Json.Nodes;
using Google.Protobuf.Reflection;

namespace PrivacyPlatform.Contracts.Tests;

/// <summary>The AsyncAPI document says of the bus what the contracts say, no more and no less.</summary>
public sealed class AsyncApiTests
{
    private static readonly JsonObject Document = JsonNode.Parse(Repository.Read("contracts", "asyncapi.json"))!.AsObject();

    private static IEnumerable<JsonObject> Channels => Document["channels"]!.AsObject().Select(channel => channel.Value!.AsObject());

    [Fact]
    public void It_is_AsyncAPI_3() => ((string?)Document["asyncapi"]).ShouldBe("3.0.0");

    [Fact]
    public void There_is_one_channel_for_each_message_that_is_announced() =>
        Channels.Select(channel => (string?)channel["address"]).ShouldBe(AllContracts.AnnouncedNames, ignoreOrder: true);

    [Fact]
    public void A_channel_is_a_durable_topic_exchange_named_by_its_address() =>
        Channels.ShouldAllBe(channel =>
            (string?)channel["bindings"]!["amqp"]!["exchange"]!["name"] == (string?)channel["address"]
            && (string?)channel["bindings"]!["amqp"]!["exchange"]!["type"] == "topic"
            && (bool)channel["bindings"]!["amqp"]!["exchange"]!["durable"]!);

    [Fact]
    public void A_service_receives_what_product_teams_announce_and_sends_the_rest() =>
        Document["operations"]!.AsObject()
            .Select(operation => $"{operation.Value!["action"]} {Last(operation.Value["channel"]!)}")
            .ShouldBe(
                AllContracts.Announced.Select(message => message.Name == "ConsentCaptured" ? $"receive {message.Name}" : $"send {message.Name}"),
                ignoreOrder: true);

    [Fact]
    public void Every_message_names_itself_in_full_and_points_at_its_schema() =>
        Document["components"]!["messages"]!.AsObject()
            .Select(message => $"{message.Value!["name"]} {Last(message.Value["payload"]!)}")
            .ShouldBe(AllContracts.Announced.Select(message => $"{message.FullName} {message.Name}"), ignoreOrder: true);

    [Fact]
    public void Every_schema_is_that_of_the_contract()
    {
        var expected = Reachable().ToDictionary(type => type.Name, type => type is MessageDescriptor message ? JsonSchema.Of(message) : JsonSchema.Of((EnumDescriptor)type));
        var schemas = Document["components"]!["schemas"]!.AsObject().Where(schema => !schema.Key.EndsWith("Headers", StringComparison.Ordinal)).ToArray();

        schemas.Select(schema => schema.Key).ShouldBe(expected.Keys, ignoreOrder: true);
        foreach (var (name, schema) in schemas)
        {
            var plain = WithoutDescriptions(schema!);
            JsonNode.DeepEquals(plain, expected[name]).ShouldBeTrue($"{name} should be {expected[name].ToJsonString()}");
        }
    }

    [Fact]
    public void Every_reference_leads_somewhere()
    {
        var references = References(Document).ToArray();
        references.ShouldNotBeEmpty();
        references.ShouldAllBe(reference => Resolve(reference) != null);
    }

    [Fact]
    public void A_reference_into_nothing_would_be_seen() => Resolve("#/components/schemas/Nothing").ShouldBeNull();

    private static string Last(JsonNode reference) => ((string)reference["$ref"]!).Split('/')[^1];

    private static JsonNode? Resolve(string reference) =>
        reference.Split('/').Skip(1).Aggregate((JsonNode?)Document, (node, name) => node?[name]);

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject one => one.SelectMany(member => member is { Key: "$ref", Value: JsonValue reference } ? [(string)reference!] : References(member.Value)),
        JsonArray many => many.SelectMany(References),
        _ => [],
    };

    // A description is words; but a property may bear that name, and is an object then.
    private static JsonNode? WithoutDescriptions(JsonNode? node) => node switch
    {
        JsonObject one => new JsonObject(one
            .Where(member => member is not { Key: "description", Value: JsonValue })
            .Select(member => KeyValuePair.Create(member.Key, WithoutDescriptions(member.Value)))),
        JsonArray many => new JsonArray([.. many.Select(WithoutDescriptions)]),
        _ => node?.DeepClone(),
    };

    private static IEnumerable<DescriptorBase> Reachable()
    {
        var found = new HashSet<DescriptorBase>();
        var open = new Queue<DescriptorBase>(AllContracts.Announced);
        while (open.TryDequeue(out var type))
        {
            if (type.File.Package.StartsWith("google.", StringComparison.Ordinal) || !found.Add(type) || type is not MessageDescriptor message)
            {
                continue;
            }

            foreach (var field in message.Fields.InDeclarationOrder())
            {
                switch (field.FieldType)
                {
                    case FieldType.Message: open.Enqueue(field.MessageType); break;
                    case FieldType.Enum: open.Enqueue(field.EnumType); break;
                    default: break;
                }
            }
        }

        return found;
    }
}
