using System.Text.Json.Nodes;
using PrivacyPlatform.EventStore;
using Shouldly;

namespace PrivacyPlatform.Testing;

/// <summary>
/// A folder with an example of every event version that was ever stored. <c>purpose_defined.1.json</c> is an event's data as it lies in the store, and
/// <c>purpose_defined.1.variant.json</c> another of that version; <c>….read.json</c> beside the example of an older version is what it is read as today;
/// <c>purpose_defined.1.shape.json</c> is the shape that the event's class had when that version was first stored. No file here is ever changed or removed.
/// </summary>
/// <param name="folder">Beside the service's tests.</param>
public sealed class EventCorpus(string folder)
{
    /// <summary>Set, shapes that are missing are written instead of missed. Those that are there are left alone.</summary>
    public const string WriteShapes = "PP_WRITE_SHAPES";

    private readonly HashSet<string> known = new(StringComparer.Ordinal);

    /// <summary>Each version that can be read has its examples, which are read as they should be, and no class has changed since its version was stored.</summary>
    public EventCorpus Holds<TEvent>(EventTypes<TEvent> types)
    {
        ArgumentNullException.ThrowIfNull(types);
        foreach (var (name, version) in types.Readable)
        {
            var form = $"{name}.{version}";
            var examples = Directory.EnumerateFiles(folder, $"{form}.*json").Select(path => Path.GetFileName(path)).Where(file => !IsBeside(file)).ToArray();
            examples.ShouldNotBeEmpty($"{form}.json is missing: an example of what is stored");
            foreach (var example in examples)
            {
                CheckReading(types, name, version, example);
            }

            known.Add($"{form}.shape.json");
            if (types.Mapped.TryGetValue((name, version), out var type))
            {
                CheckShape($"{form}.shape.json", EventShape.Of(type), form);
            }
        }

        return this;
    }

    /// <summary>Whatever lies here can still be read.</summary>
    public void AndNothingElse() =>
        Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path)).Except(known, StringComparer.Ordinal)
            .ShouldBeEmpty("these were stored and can no longer be read: Map or Upcast them");

    private static bool IsBeside(string file) =>
        file.EndsWith(".shape.json", StringComparison.Ordinal) || file.EndsWith(".read.json", StringComparison.Ordinal);

    private void CheckReading<TEvent>(EventTypes<TEvent> types, string name, int version, string example)
    {
        known.Add(example);
        var stored = File.ReadAllText(Path.Combine(folder, example));
        var expected = stored;
        if (!types.Mapped.ContainsKey((name, version)))
        {
            var read = Path.ChangeExtension(example, ".read.json");
            known.Add(read);
            File.Exists(Path.Combine(folder, read)).ShouldBeTrue($"{read} is missing: what {example} is read as today");
            expected = File.ReadAllText(Path.Combine(folder, read));
        }

        var now = types.Write(types.Read(new RecordedEvent(
            1, Guid.Empty, "corpus", "corpus-1", 1, name, version, stored, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, "corpus", null, null, null))).Json;
        JsonNode.DeepEquals(JsonNode.Parse(now), JsonNode.Parse(expected)).ShouldBeTrue($"{example} is read as {now}");
    }

    private void CheckShape(string file, string shape, string form)
    {
        var path = Path.Combine(folder, file);
        if (!File.Exists(path) && Environment.GetEnvironmentVariable(WriteShapes) is { Length: > 0 })
        {
            File.WriteAllText(path, shape + "\n");
        }

        File.Exists(path).ShouldBeTrue($"{file} is missing: run the test once with {WriteShapes}=1");
        shape.ShouldBe(
            File.ReadAllText(path).TrimEnd(),
            $"the class of {form} has changed, and what is stored has not: give it the next schema version, keep this one readable with Upcast, and add examples of both");
    }
}
