namespace PrivacyPlatform.AppHost;

/// <summary>A secret of a developer's machine: made at first start, kept from start to start, mode 0600.</summary>
internal static class PrivateFile
{
    /// <summary>What the file holds; <paramref name="make"/> says what a new one does.</summary>
    internal static string Kept(string path, Func<string> make)
    {
        if (!File.Exists(path))
        {
            Write(path, make());
        }

        return File.ReadAllText(path);
    }

    private static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var writer = new StreamWriter(path, options);
        writer.WriteLine(text);
    }
}
