using System.Buffers;
using System.Text;
using System.Text.Json;

namespace PrivacyPlatform.EventStore;

/// <summary>What Marten has no column for, as the JSON of an event's <c>headers</c>.</summary>
internal static class EventHeaders
{
    public static string Of(RecordedEvent recorded, Guid commandId)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("occurred_at"u8, Instant.Format(recorded.OccurredAt));
            json.WriteString("actor"u8, recorded.Actor);
            json.WriteNumber("schema_version"u8, recorded.SchemaVersion);
            json.WriteString("command_id"u8, commandId);
            if (recorded.TraceParent is { } traceParent)
            {
                json.WriteString("traceparent"u8, traceParent);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
