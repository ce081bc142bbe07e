using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Npgsql;
using PrivacyPlatform.Messaging;
using PrivacyPlatform.Testing.Postgres;

namespace PrivacyPlatform.EndToEnd.Tests;

/// <summary>
/// A person's data planted through every door, the person erased, and the data searched for in everything that is left. The person's opaque id, which stays
/// by design, shows that the search can find. What of the broker's files this does not claim: docs/adr/0013.
/// </summary>
public sealed class CanaryStory(RunningSystem system)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Of_a_person_who_was_erased_nothing_personal_is_found_anywhere()
    {
        var token = RandomNumberGenerator.GetHexString(16, lowercase: true);
        var (canary, subject) = ($"canary.{token}@example.org", $"opaque-{token}");
        await system.DefineCatalog();
        system.Telemetry.Keep();

        var planted = new Planting(system, subject, canary);
        await planted.OverJson();
        await planted.OverGrpc();
        await planted.OverTheBus();
        await planted.ByCommandLine();
        (await Statements(subject)).ShouldAllBe(statement => statement.GetProperty("text").GetString()!.Contains(canary));
        (await WaitingOnceThereAre(Planting.Refused)).Count(message => message.Contains(canary, StringComparison.Ordinal))
            .ShouldBe(Planting.Refused, $"canary {canary}: it is seen where it still is");

        // New keys in the place of the old ones, while the service runs: everything stays readable.
        await system.Succeed("./privacy vault rotate root --destroy-old && ./privacy vault rotate tenant");
        (await Statements(subject)).ShouldAllBe(statement => statement.GetProperty("text").GetString()!.Contains(canary));

        var erased = JsonDocument.Parse(await system.Succeed($"./privacy subject erase {subject} --reason dsar.erasure --json")).RootElement;
        erased.GetProperty("discardedMessages").GetInt32().ShouldBe(Planting.RefusedOfThePerson);
        erased.GetProperty("unattributedMessages").GetInt32().ShouldBeGreaterThanOrEqualTo(Planting.Refused - Planting.RefusedOfThePerson);
        await system.Succeed("./privacy errors discard --unattributed && ./privacy vault scrub");

        var certificate = erased.GetProperty("certificate").GetProperty("certificateId").GetString();
        (await Statements(subject)).ShouldAllBe(statement => statement.GetProperty("shreddedCertificateId").GetString() == certificate);
        var haystack = await EverythingThatIsLeft();
        var found = haystack.Find(token + "@example", subject);

        found[token + "@example"].ShouldBeEmpty($"canary {canary}");
        foreach (var place in new[] { "dump of consent", "files of PostgreSQL: pg_wal", "files of PostgreSQL: base", "evidence" })
        {
            found[subject].ShouldContain(where => where.StartsWith(place, StringComparison.Ordinal), $"the search finds what is in the {place}");
        }
    }

    private async Task<IReadOnlyList<JsonElement>> Statements(string subject)
    {
        var statements = (await system.Succeed($"./privacy history {subject} --json"))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)
            .Where(told => told.TryGetProperty("statement", out _))
            .Select(told => told.GetProperty("statement"))
            .ToList();
        statements.Count.ShouldBe(Planting.Stated);
        return statements;
    }

    /// <summary>What waits for an operator: bodies and headers.</summary>
    private async Task<IReadOnlyList<string>> Waiting() =>
    [
        .. (await new ErrorQueues(new Uri(system.Endpoint("operator-broker", "connectionString"))).Show("consent.consent-captured", messageId: null, CancellationToken.None))
            .Select(message => $"{string.Join('\n', message.Headers.Values)}\n{Encoding.UTF8.GetString(message.Body.Span)}\n{Encoding.Unicode.GetString(message.Body.Span)}"),
    ];

    private async Task<IReadOnlyList<string>> WaitingOnceThereAre(int count)
    {
        using var bound = new CancellationTokenSource(Patience);
        using var interval = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (true)
        {
            var waiting = await Waiting();
            if (waiting.Count >= count)
            {
                return waiting;
            }

            await interval.WaitForNextTickAsync(bound.Token);
        }
    }

    private async Task<Haystack> EverythingThatIsLeft()
    {
        var haystack = new Haystack();
        var admin = system.Endpoint("postgres", "connectionString");
        await using var server = NpgsqlDataSource.Create(admin);
        foreach (var database in await Texts(server, "SELECT datname FROM pg_database WHERE NOT datistemplate"))
        {
            haystack.Add($"dump of {database}", await PostgresTool.Dump(new NpgsqlConnectionStringBuilder(admin) { Database = database }.ConnectionString));
        }

        foreach (var step in new[] { "CHECKPOINT", "SELECT pg_switch_wal()", "CHECKPOINT" })
        {
            await using var command = server.CreateCommand(step);
            await command.ExecuteNonQueryAsync();
        }

        haystack.AddFiles("files of PostgreSQL", (await Texts(server, "SHOW data_directory"))[0]);
        haystack.AddFiles("logs", Path.Combine(system.Local, "logs"));
        foreach (var (body, number) in (await Waiting()).Select((body, number) => (body, number)))
        {
            haystack.Add($"message {number} in an error queue", Encoding.UTF8.GetBytes(body));
        }

        var bundle = Path.Combine(system.Local, "canary-evidence");
        await system.Succeed($"./privacy evidence export {bundle} && ./privacy evidence verify {bundle} --key {bundle}/public-key.txt");
        haystack.AddFiles("evidence", bundle);
        foreach (var (body, number) in (await TelemetryUntilNow()).Select((body, number) => (body, number)))
        {
            haystack.Add($"telemetry {number}", body);
        }

        return haystack;
    }

    /// <summary>Everything that the services told until now: they are asked something more, and when that is told, all before it was.</summary>
    private async Task<IReadOnlyCollection<byte[]>> TelemetryUntilNow()
    {
        using var bound = new CancellationTokenSource(Patience);
        using var interval = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        await system.Succeed("./privacy subject certificate nobody-at-all; [[ $? -eq 3 ]]");
        while (!system.Telemetry.Bodies.Any(body => body.AsSpan().IndexOf("ConsentService/GetErasures"u8) >= 0))
        {
            await interval.WaitForNextTickAsync(bound.Token);
        }

        return system.Telemetry.Bodies;
    }

    private static async Task<IReadOnlyList<string>> Texts(NpgsqlDataSource server, string sql)
    {
        await using var command = server.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var texts = new List<string>();
        while (await reader.ReadAsync())
        {
            texts.Add(reader.GetString(0));
        }

        return texts;
    }
}
