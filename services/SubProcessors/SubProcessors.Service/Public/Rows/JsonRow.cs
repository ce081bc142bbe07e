using System.Text.Json;
using PrivacyPlatform.SubProcessors.Service.Public.Editions;

namespace PrivacyPlatform.SubProcessors.Service.Public.Rows;

/// <summary>An object of the array <c>entries</c>. What is not known is null or an empty array, and its members are always there.</summary>
internal sealed class JsonRow : RowFormat
{
    public override int Number => 1;

    public override byte[] Between { get; } = ","u8.ToArray();

    public override byte[] Write(Entry entry)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            Write(json, entry);
        }

        return bytes.ToArray();
    }

    /// <summary>Also as a part of other documents.</summary>
    public static void Write(Utf8JsonWriter json, Entry entry)
    {
        json.WriteStartObject();
        json.WriteString("id", entry.Id);
        json.WriteString("name", entry.Name);
        json.WriteBoolean("nameIsInferred", entry.NameIsInferred);
        json.WriteString("contact", entry.Contact);
        json.WriteStartArray("locations");
        foreach (var location in entry.Locations)
        {
            json.WriteStartObject();
            json.WriteString("code", location.Code);
            json.WriteString("name", location.Name);
            json.WriteString("use", EntryText.Use(location.Use));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("purposes");
        foreach (var purpose in entry.Purposes)
        {
            json.WriteStartObject();
            json.WriteString("text", purpose.Text);
            json.WriteString("role", purpose.IsController ? "controller" : "processor");
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Write(json, "dataCategories", entry.DataCategories);
        Write(json, "alsoCollected", entry.AlsoCollected);
        Write(json, entry.Mechanism);
        json.WriteString("informationUrl", entry.InformationUrl);
        Write(json, "subProcessors", entry.SubProcessors);
        Write(json, entry.Standing);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, EntryMechanism? mechanism)
    {
        if (mechanism is null)
        {
            json.WriteNull("transferMechanism");
            return;
        }

        json.WriteStartObject("transferMechanism");
        json.WriteString("id", mechanism.Id);
        json.WriteString("title", mechanism.Title);
        json.WriteString("flaw", mechanism.Flaw);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, EntryStanding standing)
    {
        json.WriteStartObject("standing");
        json.WriteString("state", standing.State switch
        {
            EntryState.Announced => "announced",
            EntryState.Active => "active",
            _ => "suspended",
        });
        json.WriteString("since", standing.Since);
        Write(json, "activeFrom", standing.ActiveFrom);
        json.WriteString("emergencyReason", standing.Emergency);
        Write(json, "changesFrom", standing.Planned?.From);
        json.WriteString("changes", standing.Planned?.Text);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string name, DateTimeOffset? instant)
    {
        if (instant is { } at)
        {
            json.WriteString(name, at);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
