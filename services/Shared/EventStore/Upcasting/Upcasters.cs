using System.Text.Json.Nodes;

namespace PrivacyPlatform.EventStore;

/// <summary>Steps from each older form of an event to the next one.</summary>
internal sealed class Upcasters
{
    private readonly Dictionary<(string Name, int SchemaVersion), Step> steps = [];

    public IEnumerable<(string Name, int SchemaVersion)> Older => steps.Keys;

    /// <exception cref="ArgumentException">There is a step from there already, or this one would lead in a circle.</exception>
    public void Add((string Name, int SchemaVersion) from, (string Name, int SchemaVersion) to, Func<JsonObject, JsonObject> upcast)
    {
        for (var reached = to; ; reached = steps[reached].To)
        {
            if (reached == from)
            {
                throw new ArgumentException($"The steps from '{from.Name}' in schema version {from.SchemaVersion} lead back to it.", nameof(to));
            }

            if (!steps.ContainsKey(reached))
            {
                break;
            }
        }

        steps.Add(from, new(to, upcast));
    }

    /// <summary>Takes the steps from a form until one that is mapped.</summary>
    /// <returns>Null when they do not lead to one.</returns>
    public (T Mapped, JsonObject Data)? Apply<T>((string Name, int SchemaVersion) form, string data, IReadOnlyDictionary<(string Name, int SchemaVersion), T> mapped)
    {
        if (!steps.TryGetValue(form, out var step))
        {
            return null;
        }

        var json = (JsonObject)JsonNode.Parse(data)!;
        while (true)
        {
            json = step.Upcast(json);
            if (mapped.TryGetValue(step.To, out var found))
            {
                return (found, json);
            }

            if (!steps.TryGetValue(step.To, out step))
            {
                return null;
            }
        }
    }

    private sealed record Step((string Name, int SchemaVersion) To, Func<JsonObject, JsonObject> Upcast);
}
