using System.IO.Compression;

namespace PrivacyPlatform.EvidenceLog.Bundles;

/// <summary>A bundle to read: a folder, or a zip file of one.</summary>
public sealed class BundleFolder : IDisposable
{
    private readonly string? folder;
    private readonly ZipArchive? zip;

    private BundleFolder(string? folder, ZipArchive? zip) => (this.folder, this.zip) = (folder, zip);

    /// <exception cref="IOException">There is no such folder or file.</exception>
    /// <exception cref="InvalidDataException">The file is no zip file.</exception>
    public static BundleFolder Open(string path) => Directory.Exists(path) ? new(path, null) : new(null, ZipFile.OpenRead(path));

    /// <summary>Null for a file that the bundle does not have.</summary>
    public Stream? Read(string name)
    {
        if (zip is not null)
        {
            return zip.GetEntry(name)?.Open();
        }

        var path = Path.Combine(folder!, name);
        return File.Exists(path) ? File.OpenRead(path) : null;
    }

    /// <summary>Null for a file that the bundle does not have.</summary>
    public string? ReadText(string name)
    {
        using var stream = Read(name);
        if (stream is null)
        {
            return null;
        }

        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    public void Dispose() => zip?.Dispose();
}
