using Aspire.Hosting.Local;
using Npgsql;
using PrivacyPlatform.Benchmarks.Bus;
using PrivacyPlatform.Benchmarks.Store;
using PrivacyPlatform.Benchmarks.SubProcessors;
using PrivacyPlatform.EventStore;
using RabbitMQ.Client;

namespace PrivacyPlatform.Benchmarks;

/// <summary>Runs rows against what the servers and their clients can do at all, on private servers that keep what they commit.</summary>
internal sealed class Bench
{
    private static readonly IBenchmark[] StoreRows =
    [
        new DecidedCommandsOf64Callers(),
        new DecidedCommandOfOneCaller(),
        new BulkImport(),
        new ReplayAndFold(),
        new LiveFold(),
        new AsOfAmongMany(),
        new SealedBacklog(),
        new SealedWithin(),
        new MemoryAfterMany(),
    ];

    private static readonly IBenchmark[] BusRows =
    [
        new Relayed(),
        new StoredToReceived(),
    ];

    private static readonly IBenchmark[] SubProcessorsRows =
    [
        new PublicPages(),
        new ImportedRegister(),
        new InvalidationDrill(),
    ];

    private readonly LocalPostgres postgres;
    private readonly LocalRabbitMq? broker;
    private int databases;

    private Bench(Arguments arguments, LocalPostgres postgres, LocalRabbitMq? broker) =>
        (Arguments, this.postgres, this.broker) = (arguments, postgres, broker);

    /// <summary>Scales sizes.</summary>
    public Arguments Arguments { get; }

    /// <summary>How long one round of a row lasts that is measured by time.</summary>
    public TimeSpan Round => TimeSpan.FromSeconds(Math.Clamp(3 * Arguments.Scale, 0.2, 3));

    /// <summary>The broker's administrator; only where rows of the bus are wanted.</summary>
    public Uri Broker => broker?.AdministratorUri ?? throw new InvalidOperationException("There is no broker.");

    /// <param name="scripts">Of a service; none: the bench's own read models.</param>
    public Task<StoreDatabase> Database(params IReadOnlyList<MigrationScript> scripts) => StoreDatabase.Create(postgres, $"bench{++databases}", scripts);

    /// <returns>The exit code.</returns>
    public static async Task<int> Run(Arguments arguments, CancellationToken ct)
    {
        IBenchmark[] rows = [.. Of(arguments.Which).Where(row => arguments.Wants(row.Name))];
        string[] folders = [.. Enumerable.Range(0, 2).Select(_ => Directory.CreateTempSubdirectory("privacyplatform-bench-").FullName)];
        try
        {
            await using var database = await LocalPostgres.Start(folders[0], new LocalPostgresOptions { Durable = true }, ct);
            await using var messages = rows.Any(BusRows.Contains) ? await LocalRabbitMq.Start(folders[1], cancellationToken: ct) : null;
            await Measure(new(arguments, database, messages), rows, ct);
            return 0;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return 130;
        }
        finally
        {
            foreach (var folder in folders)
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static IBenchmark[] Of(string? which) => which switch
    {
        "store" => StoreRows,
        "bus" => BusRows,
        "subprocessors" => SubProcessorsRows,
        _ => [.. StoreRows, .. BusRows, .. SubProcessorsRows],
    };

    private static async Task Measure(Bench bench, IBenchmark[] rows, CancellationToken ct)
    {
        var report = new Report(Machine.Here(await bench.Versions(ct)), bench.Arguments.Scale, []);
        report.PrintMachine(Console.Out);
        Report.Heading(Console.Out);
        var measured = new List<Row>();
        foreach (var row in rows)
        {
            ct.ThrowIfCancellationRequested();
            foreach (var one in await row.Measure(bench, ct))
            {
                Report.Print(Console.Out, one);
                measured.Add(one);
            }
        }

        if (bench.Arguments.JsonFile is { } file)
        {
            await (report with { Rows = measured }).Save(file);
        }
    }

    private async Task<Dictionary<string, string>> Versions(CancellationToken ct)
    {
        var versions = new Dictionary<string, string>
        {
            ["driver"] = $"Npgsql {typeof(NpgsqlConnection).Assembly.GetName().Version}",
        };
        await using (var source = NpgsqlDataSource.Create(postgres.ConnectionString))
        {
            await using var command = source.CreateCommand(
                """
                SELECT 'PostgreSQL ' || current_setting('server_version') || ', fsync ' || current_setting('fsync')
                    || ', synchronous_commit ' || current_setting('synchronous_commit') || ', full_page_writes ' || current_setting('full_page_writes')
                    || ', shared_buffers ' || current_setting('shared_buffers')
                """);
            versions["database"] = (string)(await command.ExecuteScalarAsync(ct))!;
        }

        if (broker is not null)
        {
            await using var connection = await new ConnectionFactory { Uri = Broker }.CreateConnectionAsync(ct);
            versions["broker"] = $"RabbitMQ {System.Text.Encoding.UTF8.GetString((byte[])connection.ServerProperties!["version"]!)}";
            versions["broker client"] = $"RabbitMQ.Client {typeof(ConnectionFactory).Assembly.GetName().Version}";
        }

        return versions;
    }
}
