using System.Text.Json;

namespace PrivacyPlatform.Cli;

/// <summary>What a backup holds: <c>manifest.json</c> beside its files.</summary>
/// <param name="Format">1. A reader that does not know it refuses.</param>
/// <param name="Kind"><c>events</c>, or <c>keys</c>, which is kept apart and expires earlier.</param>
/// <param name="TakenAt">When the snapshot was taken.</param>
/// <param name="ExpiresAt">It must be deleted by then; a backup of keys is not restored after it, since erasures count on that.</param>
internal sealed record BackupManifest(int Format, string Kind, DateTimeOffset TakenAt, DateTimeOffset ExpiresAt, IReadOnlyList<DatabaseBackup> Databases)
{
    public const int CurrentFormat = 1;
    public const string Events = "events";
    public const string Keys = "keys";

    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public void Write(string folder) => File.WriteAllText(FileIn(folder), JsonSerializer.Serialize(this, Readable) + "\n");

    /// <summary>Null: the folder holds no such backup.</summary>
    /// <exception cref="CliException">The manifest cannot be read, or is of a later version.</exception>
    public static BackupManifest? Read(string folder)
    {
        if (!File.Exists(FileIn(folder)))
        {
            return null;
        }

        try
        {
            var manifest = JsonSerializer.Deserialize<BackupManifest>(File.ReadAllText(FileIn(folder)), Readable);
            return manifest is { Format: CurrentFormat, Databases: not null }
                ? manifest
                : throw new CliException(ExitCode.Refused, "backup.format_unknown", "The backup was made by another version of this program.", "FOLDER");
        }
        catch (JsonException e)
        {
            throw new CliException(ExitCode.Refused, "backup.manifest_unreadable", $"{FileIn(folder)} is no manifest.", "FOLDER", e);
        }
    }

    private static string FileIn(string folder) => Path.Combine(folder, "manifest.json");
}

/// <summary>One database in a backup.</summary>
/// <param name="Resource">How the running system calls it: <c>consent-db</c>.</param>
/// <param name="Database">Its name on the server.</param>
/// <param name="Server">Version of the server it was taken from.</param>
/// <param name="File">pg_dump's custom format, beside the manifest.</param>
/// <param name="Sha256">Of the file, hexadecimal.</param>
/// <param name="Roles">Who has rights in it; they are made again without a login.</param>
internal sealed record DatabaseBackup(
    string Resource, string Database, string Server, string File, long Bytes, string Sha256, IReadOnlyList<string> Roles, DatabaseContents Contents);
