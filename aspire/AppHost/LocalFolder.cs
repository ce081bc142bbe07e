using Aspire.Hosting;

namespace PrivacyPlatform.AppHost;

/// <summary>The folder of everything that a running system keeps on a developer's machine.</summary>
internal static class LocalFolder
{
    internal static string LocalPath(this IDistributedApplicationBuilder builder, string path) =>
        Path.Combine(Path.GetFullPath(builder.Configuration["Aspire:Local:Folder"] ?? "../../.local", builder.AppHostDirectory), path);
}
