using PrivacyPlatform.PersonalData;

namespace PrivacyPlatform.Cli;

/// <summary>The file of root keys while an operator changes it: whole at every moment, and nobody else's to read.</summary>
internal sealed class RootKeyFile(string path)
{
    public string Path => path;

    /// <summary>The version that wraps first.</summary>
    /// <exception cref="CliException">It is no file of root keys.</exception>
    public IReadOnlyList<string> Ids => Checked().Ids;

    /// <summary>Puts a new version in front.</summary>
    /// <param name="id">Gets a number when there is one of that name already.</param>
    public void Add(string id)
    {
        var ids = Checked().Ids;
        var number = 1;
        var free = id;
        while (ids.Contains(free, StringComparer.Ordinal))
        {
            free = $"{id}.{++number}";
        }

        Write(RootKeyRing.NewEntry(free) + "\n" + File.ReadAllText(path));
    }

    public void Remove(IReadOnlyCollection<string> ids) =>
        Write(string.Join('\n', File.ReadAllLines(path).Where(line => !ids.Any(id => line.TrimStart().StartsWith(id + ":", StringComparison.Ordinal)))) + "\n");

    private RootKeyRing Checked()
    {
        try
        {
            return RootKeyRing.FromFile(path);
        }
        catch (RootKeyException e)
        {
            throw new CliException(ExitCode.Refused, e.Code, e.Message, inner: e);
        }
    }

    private void Write(string text)
    {
        _ = RootKeyRing.FromText(text); // a file that cannot be read would stop every service
        var unfinished = path + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var writer = new StreamWriter(unfinished, options))
        {
            writer.Write(text);
        }

        File.Move(unfinished, path, overwrite: true);
    }
}
