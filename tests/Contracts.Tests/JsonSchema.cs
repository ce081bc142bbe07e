using System.Text.Json.Nodes;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace PrivacyPlatform.Contracts.Tests;

/// <summary>The JSON schema of what protobuf's JSON makes of a message; other messages and enums by reference.</summary>
internal static class JsonSchema
{
    public static JsonNode Of(MessageDescriptor message) => new JsonObject
    {
        ["type"] = "object",
        ["properties"] = new JsonObject(message.Fields.InDeclarationOrder().Select(field => KeyValuePair.Create(field.JsonName, (JsonNode?)Of(field)))),
    };

    public static JsonNode Of(EnumDescriptor type) => new JsonObject
    {
        ["type"] = "string",
        ["enum"] = new JsonArray([.. type.Values.Select(value => (JsonNode)value.Name)]),
    };

    private static JsonObject Of(FieldDescriptor field) =>
        field.IsRepeated ? new JsonObject { ["type"] = "array", ["items"] = OfOne(field) } : OfOne(field);

    private static JsonObject OfOne(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.String => new JsonObject { ["type"] = "string" },
        FieldType.Bool => new JsonObject { ["type"] = "boolean" },
        FieldType.Int32 => new JsonObject { ["type"] = "integer", ["format"] = "int32" },
        FieldType.Int64 => new JsonObject { ["type"] = "string", ["format"] = "int64" },
        FieldType.Message when field.MessageType.FullName == Timestamp.Descriptor.FullName => new JsonObject { ["type"] = "string", ["format"] = "date-time" },
        FieldType.Message => Reference(field.MessageType),
        FieldType.Enum => Reference(field.EnumType),
        var other => throw new NotSupportedException($"{field.FullName} is {other}: say here how it looks in JSON"),
    };

    private static JsonObject Reference(IDescriptor to) => new() { ["$ref"] = $"#/components/schemas/{to.Name}" };
}
