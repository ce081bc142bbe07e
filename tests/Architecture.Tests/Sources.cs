using PrivacyPlatform.Testing;

namespace PrivacyPlatform.Architecture.Tests;

/// <summary>The files of the checkout that people write, by their path from the root, with "/" between folders.</summary>
internal static class Sources
{
    private static readonly string[] Made = ["bin", "obj", "node_modules", ".git", ".local"];

    public static IReadOnlyList<string> All { get; } = [.. Find(new DirectoryInfo(Repository.Root)).Order(StringComparer.Ordinal)];

    public static IEnumerable<string> CSharp => All.Where(path => path.EndsWith(".cs", StringComparison.Ordinal));

    public static IEnumerable<string> Projects => All.Where(path => path.EndsWith(".csproj", StringComparison.Ordinal));

    private static IEnumerable<string> Find(DirectoryInfo folder) =>
        folder.EnumerateFiles().Select(file => Path.GetRelativePath(Repository.Root, file.FullName).Replace('\\', '/'))
            .Concat(folder.EnumerateDirectories().Where(inner => !Made.Contains(inner.Name)).SelectMany(Find));
}
