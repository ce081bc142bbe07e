using System.Text.Json.Nodes;
using Google.Protobuf.Reflection;

namespace PrivacyPlatform.Calls.OpenApi;

/// <summary>JSON schemas of messages as protobuf's JSON writes them: enums by name, 64-bit numbers and times as strings.</summary>
/// <param name="comments">What the .proto files say.</param>
internal sealed class OpenApiSchemas(ProtoComments comments)
{
    private readonly SortedDictionary<string, JsonObject> schemas = new(StringComparer.Ordinal);

    /// <summary>All that were referred to, by full name.</summary>
    public JsonObject All() => new(schemas.Select(schema => KeyValuePair.Create(schema.Key, (JsonNode?)schema.Value)));

    /// <summary>A reference; the message's schema, and those it needs, are added.</summary>
    public JsonObject Of(MessageDescriptor message)
    {
        if (WellKnown(message.FullName) is { } wellKnown)
        {
            return wellKnown;
        }

        if (!schemas.ContainsKey(message.FullName))
        {
            // Before its fields are looked at: they may lead back to it.
            var schema = schemas[message.FullName] = new JsonObject { ["type"] = "object" };
            Describe(schema, comments.Of(message));
            var properties = new JsonObject();
            foreach (var field in message.Fields.InDeclarationOrder())
            {
                var property = Of(field);
                Describe(property, comments.Of(field));
                properties[field.JsonName] = property;
            }

            schema["properties"] = properties;
            schema["additionalProperties"] = false;
        }

        return Reference(message.FullName);
    }

    private static JsonObject Reference(string name) => new() { ["$ref"] = $"#/components/schemas/{name}" };

    private static JsonObject Typed(string type, string? format = null)
    {
        var schema = new JsonObject { ["type"] = type };
        if (format is not null)
        {
            schema["format"] = format;
        }

        return schema;
    }

    private static void Describe(JsonObject schema, string? comment)
    {
        if (comment is not null)
        {
            schema["description"] = comment;
        }
    }

    private static JsonObject? WellKnown(string name) => name switch
    {
        "google.protobuf.Timestamp" => Typed("string", "date-time"),
        "google.protobuf.Duration" => new JsonObject { ["type"] = "string", ["pattern"] = @"^-?\d+(\.\d{1,9})?s$" },
        "google.protobuf.FieldMask" => Typed("string"),
        "google.protobuf.Struct" or "google.protobuf.Empty" or "google.protobuf.Any" => Typed("object"),
        "google.protobuf.Value" => [],
        "google.protobuf.ListValue" => Typed("array"),
        "google.protobuf.BoolValue" => Typed("boolean"),
        "google.protobuf.StringValue" => Typed("string"),
        "google.protobuf.BytesValue" => Typed("string", "byte"),
        "google.protobuf.Int32Value" or "google.protobuf.UInt32Value" => Typed("integer"),
        "google.protobuf.Int64Value" or "google.protobuf.UInt64Value" => Typed("string", "int64"),
        "google.protobuf.FloatValue" or "google.protobuf.DoubleValue" => Typed("number"),
        _ => null,
    };

    private JsonObject Of(FieldDescriptor field)
    {
        if (field.IsMap)
        {
            return new JsonObject { ["type"] = "object", ["additionalProperties"] = Single(field.MessageType.FindFieldByNumber(2)) };
        }

        return field.IsRepeated ? new JsonObject { ["type"] = "array", ["items"] = Single(field) } : Single(field);
    }

    private JsonObject Single(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.Message or FieldType.Group => Of(field.MessageType),
        FieldType.Enum => Of(field.EnumType),
        FieldType.Bool => Typed("boolean"),
        FieldType.String => Typed("string"),
        FieldType.Bytes => Typed("string", "byte"),
        FieldType.Double => Typed("number", "double"),
        FieldType.Float => Typed("number", "float"),
        FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64 => Typed("string", "int64"),
        FieldType.UInt64 or FieldType.Fixed64 => Typed("string", "uint64"),
        FieldType.UInt32 or FieldType.Fixed32 => Typed("integer", "uint32"),
        _ => Typed("integer", "int32"),
    };

    private JsonObject Of(EnumDescriptor type)
    {
        if (!schemas.ContainsKey(type.FullName))
        {
            var schema = schemas[type.FullName] = Typed("string");
            Describe(schema, comments.Of(type));
            schema["enum"] = new JsonArray([.. type.Values.Select(value => (JsonNode?)value.Name)]);
        }

        return Reference(type.FullName);
    }
}
