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
        Walk(document.RootElement, "", (field, value) => found.Add((field, SealedValue.Read(value))), (_, _) => { });
        return found;
    }

    /// <summary>Gives every string that is not part of a sealed value, with its place; names of members included, for they may be data as well.</summary>
    internal static void Strings(JsonElement root, string path, Action<string, string> give) => Walk(root, path, (_, _) => { }, give);

    private static void Walk(JsonElement element, string path, Action<string, JsonElement> giveSealed, Action<string, string> giveText)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object when element.TryGetProperty("sealed", out _):
                giveSealed(path, element);
                break;
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                {
                    giveText(path, member.Name);
                    Walk(member.Value, $"{path}/{Escape(member.Name)}", giveSealed, giveText);
                }

                break;
            case JsonValueKind.Array:
                var position = 0;
                foreach (var item in element.EnumerateArray())
                {
                    Walk(item, $"{path}/{position++}", giveSealed, giveText);
                }

                break;
            case JsonValueKind.String:
                giveText(path, element.GetString()!);
                break;
            default:
                break;
        }
    }

    private static string Escape(string name) =>
        name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
