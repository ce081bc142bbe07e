using PrivacyPlatform.Testing;

namespace PrivacyPlatform.Calls.Tests;

/// <summary>All .proto files in one folder, where other languages' loaders want them.</summary>
internal static class Protos
{
    private static readonly Lazy<string> Folder = new(() =>
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "all-protos");
        foreach (var source in (string[])[Repository.PathTo("services", "Shared", "Grpc", "protos"), ForeignScript.PathTo("protos")])
        {
            foreach (var file in Directory.EnumerateFiles(source, "*.proto", SearchOption.AllDirectories))
            {
                var target = Path.Combine(folder, Path.GetRelativePath(source, file));
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(file, target, overwrite: true);
            }
        }

        return folder;
    });

    public static string Gathered => Folder.Value;
}
