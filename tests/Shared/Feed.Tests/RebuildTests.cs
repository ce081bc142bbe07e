using System.Collections.Concurrent;
using System.Text;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace PrivacyPlatform.Feed.Tests;

/// <summary>A product team that comes late: the past from the feed, the rest from the bus.</summary>
public sealed class RebuildTests(Announcer announcer) : IClassFixture<Announcer>
{
    private const int Writers = 3;
    private const int AppendsEach = 150;
    private const string Tenant = "late";

    private readonly Dictionary<string, List<long>> taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> bodies = new(StringComparer.Ordinal);

    [Fact]
    public async Task A_new_team_gets_everything_from_the_feed_and_then_from_the_bus_without_a_gap_or_a_double()
    {
        var halfway = new TaskCompletionSource();
        var caughtUp = new TaskCompletionSource();
        var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() => Write(writer, halfway, caughtUp.Task))));
        await halfway.Task;

        // 1. bind, and do not consume yet
        await using var connection = await announcer.Broker.Connect();
        await using var channel = await connection.CreateChannelAsync();
        var queue = (await channel.QueueDeclareAsync()).QueueName;
        await channel.QueueBindAsync(queue, Announcer.Defined, routingKey: Tenant);

        // 2. the feed, until it is caught up with
        foreach (var response in await announcer.ReadAll(Tenant, new() { Types_ = { Announcer.Defined } }))
        {
            if (response.Message is { } message)
            {
                TakeIn(response.EventId, message.Body).ShouldBeTrue("the feed has no doubles");
            }
        }

        var fromFeed = bodies.Count;
        caughtUp.SetResult();

        // 3. the queue, passing over what came already
        var arrived = new BlockingCollection<(string Id, string Body)>();
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, delivery) =>
        {
            arrived.Add((delivery.BasicProperties.MessageId!, Encoding.UTF8.GetString(delivery.Body.Span)));
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(queue, autoAck: true, consumer);
        var both = 0;
        while (bodies.Count < Writers * AppendsEach)
        {
            arrived.TryTake(out var delivery, TimeSpan.FromSeconds(30)).ShouldBeTrue("a message is missing");
            if (!TakeIn(delivery.Id, delivery.Body))
            {
                bodies[delivery.Id].ShouldBe(delivery.Body, "the same message, whichever way it comes");
                both++;
            }
        }

        await writing;
        taken.Count.ShouldBe(Writers);
        taken.Values.ShouldAllBe(versions => versions.SequenceEqual(Enumerable.Range(1, AppendsEach).Select(version => (long)version)));
        fromFeed.ShouldBeGreaterThan(0, "else this shows nothing");
        (bodies.Count - fromFeed).ShouldBeGreaterThan(0, "else the bus shows nothing");
    }

    private async Task Write(int writer, TaskCompletionSource halfway, Task caughtUp)
    {
        for (var append = 0; append < AppendsEach; append++)
        {
            await announcer.Append(Tenant, $"trial-{writer}");
            if (append == AppendsEach / 2)
            {
                halfway.TrySetResult();
            }

            if (append == AppendsEach - 10)
            {
                await caughtUp; // however fast the writers were, something is left for the bus alone
            }
        }
    }

    /// <returns>False for one that was taken in before.</returns>
    private bool TakeIn(string id, string body)
    {
        if (!bodies.TryAdd(id, body))
        {
            return false;
        }

        var defined = Consent.V1.PurposeDefined.Parser.ParseJson(body);
        if (!taken.TryGetValue(defined.PurposeId, out var versions))
        {
            taken.Add(defined.PurposeId, versions = []);
        }

        versions.Add(defined.Version);
        return true;
    }
}
