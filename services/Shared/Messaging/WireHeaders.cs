using System.Text;
using RabbitMQ.Client;

namespace PrivacyPlatform.Messaging;

/// <summary>Names of the AMQP headers that we read and write. Stable: part of the contract with producers and operators.</summary>
public static class WireHeaders
{
    public const string Tenant = "tenant";
    public const string CausationId = "causation-id";
    public const string SchemaVersion = "schema-version";
    public const string TraceParent = "traceparent";

    /// <summary>In the error queue: why, as a stable code.</summary>
    public const string ErrorCode = "error-code";

    /// <summary>In the error queue: the field that the reason is about, where it is one.</summary>
    public const string ErrorField = "error-field";

    /// <summary>In the error queue: why, for people.</summary>
    public const string ErrorMessage = "error-message";

    /// <summary>In the error queue: since when, ISO 8601 in UTC.</summary>
    public const string ErrorAt = "error-at";

    /// <summary>
    /// The sender's <c>user_id</c>, kept while a message waits for an operator: the broker lets nobody else publish under that property.
    /// Believed only on a message that an operator sent again, straight to its queue, to which producers have no right.
    /// </summary>
    public const string SentBy = "sent-by";

    /// <summary>The header as text, or null where it is absent, empty or something else. AMQP strings arrive as bytes.</summary>
    public static string? Text(IReadOnlyBasicProperties properties, string name)
    {
        ArgumentNullException.ThrowIfNull(properties);
        object? value = null;
        properties.Headers?.TryGetValue(name, out value);
        var text = value switch
        {
            byte[] bytes => Encoding.UTF8.GetString(bytes),
            string already => already,
            _ => null,
        };
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }
}
