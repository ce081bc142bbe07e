using Npgsql;
using PrivacyPlatform.Messaging.Tests.Trial;
using PrivacyPlatform.Testing.Postgres;
using PrivacyPlatform.Testing.RabbitMq;

namespace PrivacyPlatform.Messaging.Tests;

/// <summary>
/// Four writers and 10,000 events, while a trigger holds appends open that have taken their numbers already. The relay's window and its looks at the
/// outbox are small, so that there are many of both.
/// </summary>
public sealed class RelayNothingSkippedTests(RelayFixture trial) : IClassFixture<RelayFixture>, IAsyncDisposable
{
    private const int Writers = 4;
    private const int AppendsEach = 250;
    private const int EventsEach = 10;
    private const int All = Writers * AppendsEach * EventsEach;
    private const int Holds = 8;
    private const string Announced =
        "(SELECT coalesce(max(e.seq_id), 0) FROM events.mt_events e WHERE NOT EXISTS (SELECT FROM platform.outbox o WHERE o.seq_id = e.seq_id))";

    public async ValueTask DisposeAsync() => await trial.StopServices();

    [Fact]
    public async Task Every_event_is_announced_and_each_stream_in_order_whatever_commits_late()
    {
        var held = new HeldAppends(trial.Database.Admin);
        await held.Install("held-%");
        await using var subscriber = await Deliveries.OfExchange(trial.Broker, RelayFixture.Exchange);
        await trial.StartService(configure: options => (options.Window, options.Pass) = (64, 97));

        await held.While([.. Enumerable.Range(0, Writers).Select(writer => Task.Run(() => Write(writer)))], Holds, Announced);

        var ids = new List<Guid>();
        var last = new Dictionary<string, long>(StringComparer.Ordinal);
        while (ids.Count < All)
        {
            var delivery = await subscriber.Next();
            var message = (SampleRecorded)ProtobufJson.Read(delivery.Body.Span, SampleRecorded.Descriptor);
            var before = last.GetValueOrDefault(message.SubjectId);
            if (message.Version > before)
            {
                // The first sight of it; a relay that had to begin again says some things twice.
                message.Version.ShouldBe(before + 1, message.SubjectId);
                last[message.SubjectId] = message.Version;
                ids.Add(Guid.Parse(delivery.BasicProperties.MessageId!));
            }
        }

        ids.ShouldBeUnique();
        await trial.OutboxIsEmpty();
        SkippedByAReaderOfNumbers(ids, await Numbers()).ShouldBeGreaterThan(0, "else this shows nothing: 'greater than the last seen' would have done");
    }

    private async Task Write(int writer)
    {
        for (var append = 0; append < AppendsEach; append++)
        {
            await trial.Append(writer > 0 && append % 20 == writer ? $"held-{writer}" : $"free-{writer}-{append % 7}", events: EventsEach);
        }
    }

    /// <summary>How many events came behind one with a higher number.</summary>
    private static int SkippedByAReaderOfNumbers(IEnumerable<Guid> announced, Dictionary<Guid, long> numbers)
    {
        var (skipped, highest) = (0, 0L);
        foreach (var number in announced.Select(id => numbers[id]))
        {
            skipped += number < highest ? 1 : 0;
            highest = Math.Max(highest, number);
        }

        return skipped;
    }

    private async Task<Dictionary<Guid, long>> Numbers()
    {
        await using var admin = new NpgsqlConnection(trial.Database.Admin);
        await admin.OpenAsync();
        await using var ask = new NpgsqlCommand("SELECT id, seq_id FROM events.mt_events", admin);
        await using var rows = await ask.ExecuteReaderAsync();
        var numbers = new Dictionary<Guid, long>();
        while (await rows.ReadAsync())
        {
            numbers.Add(rows.GetGuid(0), rows.GetInt64(1));
        }

        return numbers;
    }
}
