using System.CommandLine;
using Npgsql;

namespace PrivacyPlatform.Cli;

/// <summary>A database of the system, as its administrator.</summary>
/// <param name="Resource"><c>consent-db</c>, or <c>consent-vault-db</c> for the keys of the same service.</param>
internal sealed record SystemDatabase(string Resource, string ConnectionString)
{
    private const string VaultSuffix = "-vault-db";
    private const string Suffix = "-db";

    /// <summary>Whether it holds keys: its backups are kept apart.</summary>
    public bool HoldsKeys => IsVault(Resource);

    public string Service => ServiceOf(Resource);

    public string Name => new NpgsqlConnectionStringBuilder(ConnectionString).Database!;

    public static bool IsOne(string resource) => resource.EndsWith(Suffix, StringComparison.Ordinal);

    public static string ServiceOf(string resource) => resource[..^(IsVault(resource) ? VaultSuffix : Suffix).Length];

    /// <summary>For commands that can be told to leave the others alone.</summary>
    public static Option<string?> ServiceOption() => new("--service") { Description = "Only this service's databases. Default: every service's.", HelpName = "name" };

    /// <summary>The same server and user, another database.</summary>
    public string For(string database) => new NpgsqlConnectionStringBuilder(ConnectionString) { Database = database, Pooling = false }.ConnectionString;

    /// <exception cref="CliException">The server does not answer, or the user does not see the rows of all tenants.</exception>
    public async Task<NpgsqlConnection> Open(string database, CancellationToken ct)
    {
        var connection = new NpgsqlConnection(For(database));
        try
        {
            await connection.OpenAsync(ct);
            if (!(await Sql.Query(connection, "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user", row => row.GetBoolean(0), ct)).Single())
            {
                throw new CliException(ExitCode.Refused, "backup.sees_too_little", $"The user of {Resource} does not see the rows of all tenants: it needs BYPASSRLS.");
            }

            return connection;
        }
        catch (NpgsqlException e)
        {
            await connection.DisposeAsync();
            throw new CliException(ExitCode.Unreachable, "cli.database_unreachable", $"{Resource} cannot be reached: {e.Message}", inner: e);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private static bool IsVault(string resource) => resource.EndsWith(VaultSuffix, StringComparison.Ordinal);
}
