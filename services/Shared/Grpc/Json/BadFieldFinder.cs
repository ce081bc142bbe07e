using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace PrivacyPlatform.Calls.Json;

/// <summary>
/// Finds the field for which protobuf's parser refused a message, by trying each field alone. Its own messages
/// cannot be shown: they quote the value.
/// </summary>
internal sealed class BadFieldFinder(JsonParser parser)
{
    /// <summary>The path as the caller wrote it: <c>evidence.notice.version</c>, <c>dataCategories[1]</c>. Null: no single field is at fault.</summary>
    public string? Find(JsonElement json, MessageDescriptor type)
    {
        if (json.ValueKind != JsonValueKind.Object || type.File.Package == "google.protobuf")
        {
            return null;
        }

        foreach (var property in json.EnumerateObject())
        {
            var field = type.Fields.InDeclarationOrder().FirstOrDefault(one => one.JsonName == property.Name || one.Name == property.Name);
            if (field is null)
            {
                return Shown(property.Name);
            }

            if (!Parses(property.Name, property.Value.GetRawText(), type))
            {
                return property.Name + Inside(property, field, type);
            }
        }

        return null;
    }

    private string Inside(JsonProperty property, FieldDescriptor field, MessageDescriptor type)
    {
        if (field.IsMap)
        {
            return "";
        }

        if (!field.IsRepeated)
        {
            return Below(property.Value, field);
        }

        if (property.Value.ValueKind != JsonValueKind.Array)
        {
            return "";
        }

        var elements = property.Value.EnumerateArray().ToList();
        var bad = elements.FindIndex(element => !Parses(property.Name, $"[{element.GetRawText()}]", type));
        return bad < 0 ? "" : $"[{bad}]{Below(elements[bad], field)}";
    }

    private string Below(JsonElement json, FieldDescriptor field) =>
        field.FieldType == FieldType.Message && Find(json, field.MessageType) is { } path ? "." + path : "";

    private bool Parses(string name, string rawJson, MessageDescriptor type)
    {
        try
        {
            parser.Parse($"{{{JsonSerializer.Serialize(name)}:{rawJson}}}", type);
            return true;
        }
        catch (Exception exception) when (exception is InvalidProtocolBufferException or InvalidJsonException or ArgumentException or FormatException or OverflowException)
        {
            return false;
        }
    }

    // A name that no message has may be anything, a person's address too; only what looks like a field's name is shown.
    private static string? Shown(string name) =>
        name.Length is > 0 and <= 64 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') && char.IsAsciiLetter(name[0]) ? name : null;
}
