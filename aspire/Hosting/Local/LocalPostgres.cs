using System.Globalization;
using Npgsql;

namespace Aspire.Hosting.Local;

/// <summary>
/// A private PostgreSQL (14 or later) as a child of this process: its own data folder, 127.0.0.1 only, SCRAM passwords,
/// no Unix socket. Stops with SIGINT ("fast"); a leftover of an earlier run in the same folder is stopped first.
/// </summary>
public sealed class LocalPostgres : IAsyncDisposable
{
    private static readonly int[] StopSignals = [Posix.SigInt, Posix.SigQuit];

    private readonly string _folder;
    private readonly string _log;
    private readonly string _password;
    private readonly LocalPostgresOptions _options;
    private readonly LocalAccount? _account;
    private LocalProcess? _process;

    private LocalPostgres(string folder, LocalPostgresOptions options)
    {
        _folder = Path.GetFullPath(folder);
        _options = options;
        _account = LocalAccount.ForPostgres();
        _log = options.LogFile ?? Path.Combine(_folder, "postgres.log");
        Port = options.Port == 0 ? FreePort.Any() : options.Port;
        Directory.CreateDirectory(_folder);
        _password = options.Password ?? Secret.KeptIn(Path.Combine(_folder, "password"));
    }

    /// <summary>TCP port on 127.0.0.1, the same for the life of this object.</summary>
    public int Port { get; }

    /// <summary>The administrator's connection string, for the database <c>postgres</c>.</summary>
    public string ConnectionString => ConnectionStringFor("postgres", _options.UserName, _password);

    /// <summary>Completes with the exit code when the server ended without having been told to. Never completes before <see cref="Start(CancellationToken)"/>.</summary>
    public Task<int> Exited => _process?.Exited ?? new TaskCompletionSource<int>().Task;

    /// <summary>The server's process id, for tests that kill it; 0 when it is stopped.</summary>
    public int ProcessId => _process?.Id ?? 0;

    private string Data => Path.Combine(_folder, "data");

    private string PidFileName => Path.Combine(_options.PidFolder ?? _folder, "postgres.pid");

    /// <summary>Makes the data folder if need be, starts the server and returns when it answers.</summary>
    /// <param name="folder">Absolute folder of the server, made if it is not there. When root starts the server, the account <c>postgres</c> must be able to pass through its parents.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    /// <exception cref="LocalServerException">PostgreSQL is not installed, or did not start.</exception>
    public static async Task<LocalPostgres> Start(string folder, LocalPostgresOptions? options = null, CancellationToken cancellationToken = default)
    {
        LocalPostgres server = In(folder, options ?? new LocalPostgresOptions());
        try
        {
            await server.Start(cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>A server that is not started yet.</summary>
    internal static LocalPostgres In(string folder, LocalPostgresOptions options) => new(folder, options);

    /// <summary>Starts the server again after <see cref="Stop"/> or a crash: same data, same port.</summary>
    public async Task Start(CancellationToken cancellationToken = default)
    {
        await PidFile.StopLeftover(PidFileName);
        string programs = PostgresPrograms.Folder();
        await LocalAccount.Own(_account, _folder, cancellationToken);
        await Initialize(programs, cancellationToken);
        var command = new LocalCommand(Path.Combine(programs, "postgres"), [.. Arguments(), .. _options.Arguments]) { RunAs = _account };
        long written;
        do
        {
            written = File.Exists(_log) ? new FileInfo(_log).Length : 0;
            _process = await LocalProcess.Start(command, _log, PidFileName, StopSignals);
        }
        while (!await Answers(_process, written, cancellationToken));
    }

    /// <summary>Stops the server in an orderly way: open transactions are rolled back, connections end. Its data stays.</summary>
    public async Task Stop()
    {
        if (_process is { } running)
        {
            _process = null;
            await running.Stop(StopSignals, TimeSpan.FromSeconds(10));
        }
    }

    /// <summary>Kills the server's main process with SIGKILL, as a crash does; its children notice and end by themselves.</summary>
    public async Task Kill()
    {
        if (_process is { } running)
        {
            _process = null;
            await running.Stop([Posix.SigKill], TimeSpan.FromSeconds(10));
        }
    }

    /// <summary>The connection string of another database or role of this server.</summary>
    public string ConnectionStringFor(string database, string userName, string password) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = Port,
            Database = database,
            Username = userName,
            Password = password,
        }.ConnectionString;

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await Stop();

    private async Task Initialize(string programs, CancellationToken cancellationToken)
    {
        if (File.Exists(Path.Combine(Data, "PG_VERSION")))
        {
            return;
        }

        // Made beside its final place: an initdb that was cut short leaves a folder that looks whole but is not.
        string unfinished = Data + ".new";
        string passwordFile = Path.Combine(_folder, "initial-password");
        // The password travels through a pipe and a file of mode 0600 of the server's own account, never as an argument.
        const string script = """
            set -eu; umask 077; rm -rf "$3"; trap 'rm -f "$2"' EXIT; cat >"$2"
            "$1" --pgdata="$3" --username="$4" --pwfile="$2" --auth=scram-sha-256 --encoding=UTF8 --locale=C --data-checksums $5
            """;
        var initialize = new LocalCommand(
            "sh", "-c", script, "sh", Path.Combine(programs, "initdb"), passwordFile, unfinished, _options.UserName, _options.Durable ? "" : "--no-sync")
        {
            RunAs = _account,
        };
        await LocalTool.Run(initialize, cancellationToken, _password + "\n");
        Directory.Move(unfinished, Data);
    }

    private IEnumerable<string> Arguments()
    {
        yield return "-D";
        yield return Data;
        string durable = _options.Durable ? "on" : "off";
        string[] settings =
        [
            "listen_addresses=127.0.0.1",
            string.Create(CultureInfo.InvariantCulture, $"port={Port}"),
            "unix_socket_directories=",
            string.Create(CultureInfo.InvariantCulture, $"max_connections={_options.MaxConnections}"),
            "password_encryption=scram-sha-256",
            $"fsync={durable}",
            $"synchronous_commit={durable}",
            $"full_page_writes={durable}",
            "timezone=UTC",
            "log_timezone=UTC",
            "log_line_prefix=%m [%p] %u@%d ",
            // A statement in the log may carry what the statement was about.
            "log_min_error_statement=panic",
        ];
        foreach (string setting in settings)
        {
            yield return "-c";
            yield return setting;
        }
    }

    /// <summary>True when the server answers; false when it has to be started once more.</summary>
    /// <param name="written">How long the log was before.</param>
    private async Task<bool> Answers(LocalProcess process, long written, CancellationToken cancellationToken)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bound.CancelAfter(_options.StartTimeout);
        string once = new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false, Timeout = 5 }.ConnectionString;
        while (true)
        {
            try
            {
                await using var connection = new NpgsqlConnection(once);
                await connection.OpenAsync(bound.Token);
                return true;
            }
            catch (PostgresException wrong) when (wrong.SqlState is PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification)
            {
                throw new LocalServerException($"PostgreSQL in {_folder} was made with another password than the one given.", wrong);
            }
            catch (NpgsqlException) when (!process.Exited.IsCompleted && !bound.IsCancellationRequested)
            {
                await Task.WhenAny(process.Exited, Task.Delay(TimeSpan.FromMilliseconds(30), cancellationToken));
            }
            catch (NpgsqlException) when (!bound.IsCancellationRequested && PredecessorIsStillEnding(written))
            {
                return false;
            }
            catch (Exception failure) when (failure is NpgsqlException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
            {
                throw LocalServerException.WithLog("PostgreSQL did not start.", _log);
            }
        }
    }

    // After a SIGKILL of the main process its children need a moment to notice; until then the server refuses to start. They write to the same log.
    private bool PredecessorIsStillEnding(long written)
    {
        using var log = new FileStream(_log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        log.Seek(written, SeekOrigin.Begin);
        using var since = new StreamReader(log);
        return since.ReadToEnd().Contains("is still in use", StringComparison.Ordinal);
    }
}
