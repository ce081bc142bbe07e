namespace PrivacyPlatform.Testing;

/// <summary>The checkout that the tests run in, for tests about files that are not compiled.</summary>
public static class Repository
{
    /// <summary>The folder of PrivacyPlatform.sln.</summary>
    public static string Root { get; } = Find();

    public static string PathTo(params string[] parts) => Path.Combine([Root, .. parts]);

    public static string Read(params string[] parts) => File.ReadAllText(PathTo(parts));

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "PrivacyPlatform.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("The tests do not run inside a checkout: no PrivacyPlatform.sln above them.");
    }
}
