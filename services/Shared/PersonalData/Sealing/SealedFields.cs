using System.Text.Json;

namespace PrivacyPlatform.PersonalData;

/// <summary>Finds the sealed values of a payload. Every JSON object with a member <c>sealed</c> is one: the name is reserved.</summary>
public static class SealedFields
{
    /// <summary>Each sealed value with its place as a JSON Pointer, in the order of the text.</summary>
    /// <exception cref="SealedValueException">An object has a member <c>sealed</c> but not the form of a sealed value.</exception>
    public static IReadOnlyList<(string Field, SealedValue Value)> In(string json)
    {
        // Most events have none; the scan is a hundredth of the parse.
        if (!json.Contains("\"sealed\"", StringComparison.Ordinal))
        {
            return [];
        }

        using var document = JsonDocument.Parse(json);
        var found = new List<(string, SealedValue)>();
        Walk(document.RootElement, "", found);
        return found;
    }

    private static void Walk(JsonElement element, string path, List<(string, SealedValue)> found)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object when element.TryGetProperty("sealed", out _):
                found.Add((path, SealedValue.Read(element)));
                break;
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                {
                    Walk(member.Value, $"{path}/{Escape(member.Name)}", found);
                }

                break;
            case JsonValueKind.Array:
                var position = 0;
                foreach (var item in element.EnumerateArray())
                {
                    Walk(item, $"{path}/{position++}", found);
                }

                break;
            default:
                break;
        }
    }

    private static string Escape(string name) =>
        name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
