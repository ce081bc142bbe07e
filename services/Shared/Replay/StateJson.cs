using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PrivacyPlatform.Replay;

/// <summary>
/// A state as JSON: all of its fields, private ones too, with the names of its types; sets and dictionaries in an order that does not depend on
/// the process. Only for comparing: it is written and never read back.
/// </summary>
internal static class StateJson
{
    private static readonly ConcurrentDictionary<Type, FieldInfo[]> Fields = [];

    public static string Write(object? state) => Node(state)?.ToJsonString() ?? "null";

    private static JsonNode? Node(object? value) => value switch
    {
        null => null,
        string text => JsonValue.Create(text),
        bool flag => JsonValue.Create(flag),
        Enum name => JsonValue.Create(name.ToString()),
        DateTimeOffset time => JsonValue.Create(time.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture)),
        Type type => JsonValue.Create(type.Name),
        IFormattable scalar when value.GetType().IsPrimitive || IsScalar(value) =>
            JsonValue.Create(scalar.ToString(format: null, CultureInfo.InvariantCulture)),
        IDictionary entries => Sorted(Entries(entries).Select(entry => (JsonNode)new JsonArray(Node(entry.Key), Node(entry.Value)))),
        IEnumerable items when IsSet(items) => Sorted(items.Cast<object?>().Select(Node)),
        IEnumerable items => new JsonArray([.. items.Cast<object?>().Select(Node)]),
        _ => Record(value),
    };

    // By the interface's own enumerator: that of IEnumerable gives pairs of each dictionary's own types.
    private static IEnumerable<DictionaryEntry> Entries(IDictionary dictionary)
    {
        var entries = dictionary.GetEnumerator();
        while (entries.MoveNext())
        {
            yield return entries.Entry;
        }
    }

    private static bool IsScalar(object value) => value is decimal or Guid or DateTime or DateOnly or TimeOnly or TimeSpan or Int128 or UInt128;

    private static bool IsSet(object items) =>
        items.GetType().GetInterfaces().Any(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlySet<>));

    private static JsonArray Sorted(IEnumerable<JsonNode?> nodes) =>
        new([.. nodes.OrderBy(node => node?.ToJsonString(), StringComparer.Ordinal)]);

    private static JsonObject Record(object value)
    {
        var type = value.GetType();
        var json = new JsonObject { ["$type"] = type.Name };
        foreach (var field in Fields.GetOrAdd(type, FieldsOf))
        {
            json[Name(field)] = Node(field.GetValue(value));
        }

        return json;
    }

    private static FieldInfo[] FieldsOf(Type type)
    {
        var fields = new List<FieldInfo>();
        for (var level = type; level is not null && level != typeof(object); level = level.BaseType)
        {
            fields.AddRange(level.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly));
        }

        return [.. fields];
    }

    /// <summary>A property's own name for the field behind it.</summary>
    private static string Name(FieldInfo field) =>
        JsonNamingPolicy.SnakeCaseLower.ConvertName(field.Name.StartsWith('<') ? field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)] : field.Name);
}
