using System.Text;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using PrivacyPlatform.Consent.V1;
using RabbitMQ.Client;

namespace PrivacyPlatform.Demo;

/// <summary>
/// A product team's publisher: sends <see cref="ConsentCaptured"/> in windows and counts an answer as published only when
/// the broker confirmed it. What a lost connection leaves unconfirmed is sent again with the same message id.
/// </summary>
public sealed class ProductTeam(Uri broker, string tenant, NoticeReference notice)
{
    private readonly ConnectionFactory factory = new() { Uri = broker, AutomaticRecoveryEnabled = false, ClientProvidedName = "demo product team" };

    private const int Window = 500;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private const string Exchange = "privacyplatform.consent.v1.ConsentCaptured";

    /// <summary>Returns when the broker has confirmed every delivery.</summary>
    /// <param name="confirmed">Told after each window how many deliveries are confirmed so far.</param>
    public async Task Publish(IReadOnlyList<PersonAnswer> deliveries, Action<int> confirmed, CancellationToken cancel)
    {
        var next = 0;
        await Outages.Retry(
            async token =>
            {
                var connection = await factory.CreateConnectionAsync(token);
                try
                {
                    var channel = await connection.CreateChannelAsync(
                        new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true, outstandingPublisherConfirmationsRateLimiter: null),
                        token);
                    while (next < deliveries.Count)
                    {
                        // Bounded: a broker that goes away in the middle of a window may leave confirms that never come.
                        var window = deliveries.Skip(next).Take(Window).ToList();
                        await Task.WhenAll(window.Select(answer => Publish(channel, answer, token))).WaitAsync(Patience, token);
                        next += window.Count;
                        confirmed(next);
                    }
                }
                finally
                {
                    // Bounded too, and not waited for: a broker that is gone does not answer a polite close.
                    _ = connection.CloseAsync(Constants.ReplySuccess, "done", TimeSpan.FromSeconds(2), abort: true, CancellationToken.None);
                }
            },
            cancel);
    }

    private Task Publish(IChannel channel, PersonAnswer answer, CancellationToken cancel)
    {
        var message = new ConsentCaptured
        {
            SubjectId = answer.Subject,
            PurposeId = answer.Purpose,
            Answer = answer.Answer,
            OccurredAt = answer.OccurredAt.ToTimestamp(),
            Evidence = new Evidence { Notice = notice, Channel = Channel.Web, Language = "en", Producer = "opsduty-web" },
        };
        var properties = new BasicProperties
        {
            UserId = factory.UserName,
            MessageId = answer.Id.ToString(),
            CorrelationId = answer.Id.ToString(),
            Type = ConsentCaptured.Descriptor.FullName,
            ContentType = "application/json",
            Persistent = true,
            Headers = new Dictionary<string, object?> { ["tenant"] = tenant },
        };
        return channel.BasicPublishAsync(
            Exchange, routingKey: tenant, mandatory: true, properties,
            Encoding.UTF8.GetBytes(JsonFormatter.Default.Format(message)), cancel).AsTask();
    }
}
