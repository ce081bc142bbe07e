using System.Security.Cryptography;

namespace Aspire.Hosting.Local;

/// <summary>Random secrets, and files that nobody else can read.</summary>
internal static class Secret
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>192 random bits in hexadecimal digits: needs no escaping in a connection string or an address.</summary>
    internal static string Random() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));

    /// <summary>What the file holds; made at first asking.</summary>
    internal static string KeptIn(string file, Func<string>? make = null)
    {
        if (!File.Exists(file))
        {
            Write(file, (make ?? Random)());
        }

        return File.ReadAllText(file).Trim();
    }

    /// <summary>Writes a file of mode 0600, whole or not at all.</summary>
    internal static void Write(string file, string text)
    {
        string unfinished = file + ".new";
        File.Delete(unfinished);
        using (var stream = new FileStream(unfinished, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly }))
        using (var writer = new StreamWriter(stream))
        {
            writer.Write(text);
        }

        File.Move(unfinished, file, overwrite: true);
    }
}
