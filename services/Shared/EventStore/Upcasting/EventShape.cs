using System.Text.Json.Nodes;
using System.Text.Json.Schema;

namespace PrivacyPlatform.EventStore;

/// <summary>
/// What an event's stored JSON looks like, told by its class: members, types, words of enums, what may be null or absent. A fingerprint that a person
/// can read: kept in a file beside the tests, it shows that a class has changed while what is stored has not.
/// </summary>
public static class EventShape
{
    /// <summary>JSON Schema, the same for the same shape: members are in ordinal order, whatever their order in the class.</summary>
    public static string Of(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        var schema = EventJson.Options.GetJsonSchemaAsNode(type, new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Transform });
        return Ordered(schema)!.ToJsonString(Indented).ReplaceLineEndings("\n");
    }

    private static readonly System.Text.Json.JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The exporter cannot look into a converter: there it says "anything", and we say what.</summary>
    private static JsonNode Transform(JsonSchemaExporterContext context, JsonNode schema)
    {
        if (schema is JsonObject)
        {
            return schema;
        }

        var type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        JsonNode kind = context.TypeInfo.Type == type ? "string" : new JsonArray("string", "null");
        return type == typeof(DateTimeOffset)
            ? new JsonObject { ["type"] = kind, ["format"] = "date-time" }
            : new JsonObject { ["$comment"] = $"as {type.Name} is converted" };
    }

    private static JsonNode? Ordered(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => KeyValuePair.Create(member.Key, Ordered(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Ordered).OrderBy(item => item?.ToJsonString() ?? "null", StringComparer.Ordinal)]),
        _ => node?.DeepClone(),
    };
}
