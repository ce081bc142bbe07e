using System.Xml.Linq;
using PrivacyPlatform.Testing;

namespace PrivacyPlatform.Architecture.Tests;

/// <summary>What a project refers to, as its file says.</summary>
/// <param name="Path">From the root.</param>
/// <param name="Projects">Paths from the root.</param>
/// <param name="Packages">Names.</param>
internal sealed record Project(string Path, IReadOnlyList<string> Projects, IReadOnlyList<string> Packages)
{
    public static IReadOnlyList<Project> All { get; } = [.. Sources.Projects.Select(Read)];

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>"Consent" for services/Consent/Consent.Domain; null for what belongs to no single service.</summary>
    public string? Service => ServiceOf(Path);

    public static string? ServiceOf(string path) =>
        path.Split('/') is ["services", not ("Shared" or "Cli"), _, ..] parts ? parts[1] : null;

    private static Project Read(string path)
    {
        var document = XDocument.Parse(Repository.Read(path));
        var folder = System.IO.Path.GetDirectoryName(Repository.PathTo(path))!;
        return new Project(
            path,
            [.. Includes("ProjectReference").Select(reference => System.IO.Path.GetRelativePath(Repository.Root, System.IO.Path.GetFullPath(reference, folder)).Replace('\\', '/'))],
            [.. Includes("PackageReference")]);

        IEnumerable<string> Includes(string element) =>
            document.Descendants(element).Select(reference => (string?)reference.Attribute("Include")).OfType<string>();
    }
}
