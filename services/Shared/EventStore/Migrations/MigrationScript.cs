using System.Reflection;

namespace PrivacyPlatform.EventStore;

/// <summary>SQL of a service that is applied once, in order of the list, as the owner. Tables go to the schema <c>read</c>.</summary>
/// <param name="Name">Its identity in <c>platform.migrations</c>: <c>0001-subjects.sql</c>. Never reused; an applied script never changes.</param>
public sealed record MigrationScript(string Name, string Sql)
{
    /// <summary>The assembly's embedded <c>*.sql</c> resources, in ordinal order of their names.</summary>
    public static IReadOnlyList<MigrationScript> EmbeddedIn(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".sql", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => new MigrationScript(name, Text(assembly, name)))];
    }

    private static string Text(Assembly assembly, string name)
    {
        using var reader = new System.IO.StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
