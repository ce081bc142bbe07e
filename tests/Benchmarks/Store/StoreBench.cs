using Aspire.Hosting.Local;
using Npgsql;

namespace PrivacyPlatform.Benchmarks.Store;

/// <summary>The store against what PostgreSQL and Npgsql can do at all, on a private server that keeps what it commits.</summary>
internal sealed class StoreBench(LocalPostgres server, Arguments arguments)
{
    private static readonly IBenchmark<StoreBench>[] Benchmarks =
    [
        new DecidedCommandsOf64Callers(),
        new DecidedCommandOfOneCaller(),
        new BulkImport(),
        new Replay(),
        new LiveFold(),
        new AsOfAmongMany(),
        new MemoryAfterMany(),
    ];

    private int databases;

    /// <summary>Scales sizes.</summary>
    public Arguments Arguments { get; } = arguments;

    /// <summary>How long one round of a row lasts that is measured by time.</summary>
    public TimeSpan Round => TimeSpan.FromSeconds(Math.Clamp(3 * Arguments.Scale, 0.2, 3));

    public static async Task<int> Run(Arguments arguments, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("privacyplatform-bench-").FullName;
        try
        {
            await using var server = await LocalPostgres.Start(folder, new LocalPostgresOptions { Durable = true }, ct);
            var report = new Report(Machine.Here(await Versions(server)), arguments.Scale, []);
            report.PrintMachine(Console.Out);
            Report.Heading(Console.Out);
            var bench = new StoreBench(server, arguments);
            var rows = new List<Row>();
            foreach (var benchmark in Benchmarks.Where(benchmark => arguments.Wants(benchmark.Name)))
            {
                ct.ThrowIfCancellationRequested();
                foreach (var row in await benchmark.Measure(bench, ct))
                {
                    Report.Print(Console.Out, row);
                    rows.Add(row);
                }
            }

            if (arguments.JsonFile is { } file)
            {
                await (report with { Rows = rows }).Save(file);
            }

            return 0;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return 130;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public Task<StoreDatabase> Database() => StoreDatabase.Create(server, $"bench{++databases}");

    private static async Task<Dictionary<string, string>> Versions(LocalPostgres server)
    {
        await using var source = NpgsqlDataSource.Create(server.ConnectionString);
        await using var command = source.CreateCommand(
            """
            SELECT 'PostgreSQL ' || current_setting('server_version') || ', fsync ' || current_setting('fsync')
                || ', synchronous_commit ' || current_setting('synchronous_commit') || ', full_page_writes ' || current_setting('full_page_writes')
                || ', shared_buffers ' || current_setting('shared_buffers')
            """);
        return new()
        {
            ["database"] = (string)(await command.ExecuteScalarAsync())!,
            ["driver"] = $"Npgsql {typeof(NpgsqlConnection).Assembly.GetName().Version}",
        };
    }
}
