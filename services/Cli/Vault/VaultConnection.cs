using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PrivacyPlatform.PersonalData;

namespace PrivacyPlatform.Cli;

/// <summary>
/// A service's vault of keys, straight from the operator's machine: whoever rotates keys has the root key's file, and no service lends its rights for it.
/// </summary>
internal static class VaultConnection
{
    public static readonly Option<string> Service = new("--service")
    {
        Description = "Whose vault.",
        HelpName = "name",
        Recursive = true,
        DefaultValueFactory = _ => "consent",
    };

    /// <summary>PRIVACY_ROOT_KEYS, or the file of the system that ./run started.</summary>
    public static string RootKeyFile(ParseResult parsed, Surroundings surroundings) =>
        surroundings.Setting("PRIVACY_ROOT_KEYS") ?? Path.Combine(surroundings.Home, ".local", "secrets", $"{parsed.GetValue(Service)}-root-keys");

    /// <summary>Opens the vault with the root keys as their file has them now; what goes wrong becomes a <see cref="CliException"/>.</summary>
    public static async Task<T> Ask<T>(ParseResult parsed, Surroundings surroundings, Func<KeyRotation, Task<T>> question)
    {
        try
        {
            await using var services = new ServiceCollection()
                .AddLogging()
                .AddSingleton<IRootKey>(RootKeyRing.FromFile(RootKeyFile(parsed, surroundings)))
                .AddPersonalData(Address(parsed, surroundings, "PRIVACY_VAULT", "vault"), new PersonalDataOptions())
                .BuildServiceProvider();
            return await question(services.GetRequiredService<KeyRotation>());
        }
        catch (RootKeyException e)
        {
            throw new CliException(ExitCode.Refused, e.Code, e.Message, inner: e);
        }
        catch (VaultException e)
        {
            throw new CliException(ExitCode.Refused, e.Code, e.Message, inner: e);
        }
        catch (NpgsqlException e)
        {
            throw Unreachable(e);
        }
    }

    /// <summary>The same as the vault's owner.</summary>
    public static async Task AsOwner(ParseResult parsed, Surroundings surroundings, Func<NpgsqlDataSource, Task> work)
    {
        try
        {
            await using var owner = NpgsqlDataSource.Create(Address(parsed, surroundings, "PRIVACY_VAULT_OWNER", "vault-db"));
            await work(owner);
        }
        catch (NpgsqlException e)
        {
            throw Unreachable(e);
        }
    }

    private static string Address(ParseResult parsed, Surroundings surroundings, string variable, string resource) =>
        surroundings.Setting(variable) ?? new Endpoints(surroundings).Text($"{parsed.GetValue(Service)}-{resource}", "connectionString");

    // Not the server's own words: they may name accounts.
    private static CliException Unreachable(NpgsqlException e) => e is PostgresException { SqlState: var state }
        ? new(ExitCode.Refused, "cli.vault_refused", $"The vault's server says no ({state}).", inner: e)
        : new(ExitCode.Unreachable, "cli.vault_unreachable", "The vault's server does not answer.", inner: e);
}
