using System.Globalization;

namespace Aspire.Hosting.Local;

/// <summary>Where PostgreSQL's programs are. Debian keeps each major version in a folder of its own, off the PATH.</summary>
internal static class PostgresPrograms
{
    internal static string Folder()
    {
        string? newest = Directory.Exists("/usr/lib/postgresql")
            ? Directory.EnumerateDirectories("/usr/lib/postgresql")
                .Where(folder => File.Exists(Path.Combine(folder, "bin", "initdb")))
                .Where(folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out int major) && major >= 14)
                .MaxBy(folder => int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture))
            : null;
        return newest is not null
            ? Path.Combine(newest, "bin")
            : Path.GetDirectoryName(LocalTool.Find("postgres"))
                ?? throw new LocalServerException("PostgreSQL 14 or later is not installed (no 'postgres' program).");
    }
}
