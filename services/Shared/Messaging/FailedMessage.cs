using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using RabbitMQ.Client;

namespace PrivacyPlatform.Messaging;

/// <summary>A message that waits for an operator.</summary>
/// <param name="Queue">The consumed queue that it failed in.</param>
/// <param name="FailedQueue">Where it is now.</param>
/// <param name="MessageId">As its producer gave it; empty if it gave none.</param>
/// <param name="Code">Why: an <see cref="EdgeCodes"/> or a refusal's code; <see cref="DeliveryLimit"/> in a dead queue.</param>
/// <param name="Field">The field that the reason is about; null where it is none.</param>
/// <param name="Reason">For people.</param>
/// <param name="Headers">All headers, as text.</param>
/// <param name="Body">Byte for byte as it was published. It may hold what its producer should not have sent: show it only when asked to.</param>
public sealed record FailedMessage(
    string Queue,
    string FailedQueue,
    string MessageId,
    string? Tenant,
    string Code,
    string? Field,
    string Reason,
    string? FailedAt,
    IReadOnlyDictionary<string, string> Headers,
    ReadOnlyMemory<byte> Body)
{
    /// <summary>The code of a message that was delivered too often without an answer.</summary>
    public const string DeliveryLimit = "message.delivery_limit";

    private static readonly SearchValues<char> Opaque = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.:-");

    private static readonly string[] Added = [WireHeaders.ErrorCode, WireHeaders.ErrorField, WireHeaders.ErrorMessage, WireHeaders.ErrorAt, "x-delivery-count"];

    /// <summary>Whom the message is about, where its body says so as our contracts do; null: nobody can tell without reading it, as where an address stands in the place of an id.</summary>
    public string? SubjectId
    {
        get
        {
            try
            {
                using var body = JsonDocument.Parse(Body);
                return body.RootElement.ValueKind == JsonValueKind.Object
                    && (body.RootElement.TryGetProperty("subjectId", out var subject) || body.RootElement.TryGetProperty("subject_id", out subject))
                    && subject.ValueKind == JsonValueKind.String
                    && subject.GetString() is { Length: > 0 } id
                    && !id.AsSpan().ContainsAnyExcept(Opaque)
                        ? id
                        : null;
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }

    internal static FailedMessage Of(string queue, string failedQueue, BasicGetResult delivery)
    {
        var properties = delivery.BasicProperties;
        return new(
            queue,
            failedQueue,
            properties.MessageId ?? "",
            WireHeaders.Text(properties, WireHeaders.Tenant),
            WireHeaders.Text(properties, WireHeaders.ErrorCode) ?? DeliveryLimit,
            WireHeaders.Text(properties, WireHeaders.ErrorField),
            WireHeaders.Text(properties, WireHeaders.ErrorMessage) ?? "The message was delivered too often without an answer.",
            WireHeaders.Text(properties, WireHeaders.ErrorAt),
            (properties.Headers ?? new Dictionary<string, object?>()).ToDictionary(header => header.Key, header => Text(header.Value), StringComparer.Ordinal),
            delivery.Body.ToArray());
    }

    /// <summary>The producer's own headers, with the sender kept for the consumer.</summary>
    /// <param name="failedQueue">Where it waits.</param>
    /// <param name="properties">As it waits.</param>
    /// <param name="resender">The broker user who sends it again.</param>
    internal static Dictionary<string, object?> HeadersWithoutReason(string failedQueue, IReadOnlyBasicProperties properties, string resender)
    {
        var headers = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in properties.Headers ?? new Dictionary<string, object?>())
        {
            var brokers = name.StartsWith("x-death", StringComparison.Ordinal) || name.StartsWith("x-first-death", StringComparison.Ordinal)
                || name.StartsWith("x-last-death", StringComparison.Ordinal);
            if (!brokers && !Added.Contains(name, StringComparer.Ordinal))
            {
                headers[name] = value;
            }
        }

        // A message in the error queue names the sender that the service saw. A dead letter is as it was published: by its sender, or by this
        // operator, sent again, and then it names the first.
        var sentAgain = properties.UserId == resender && headers.ContainsKey(WireHeaders.SentBy);
        if (failedQueue.EndsWith(QueueNames.Dead(""), StringComparison.Ordinal) && !sentAgain)
        {
            headers.Remove(WireHeaders.SentBy);
            if (properties.UserId is { Length: > 0 } sender)
            {
                headers[WireHeaders.SentBy] = sender;
            }
        }

        return headers;
    }

    private static string Text(object? value) => value switch
    {
        null => "",
        byte[] bytes => Encoding.UTF8.GetString(bytes),
        System.Collections.IList list => $"({list.Count.ToString(CultureInfo.InvariantCulture)})",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
