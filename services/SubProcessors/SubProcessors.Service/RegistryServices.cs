using PrivacyPlatform.SubProcessors.Service.Engagements;
using PrivacyPlatform.SubProcessors.Service.Importing;
using PrivacyPlatform.SubProcessors.Transfers;

namespace PrivacyPlatform.SubProcessors.Service;

/// <summary>What the edges ask before they decide or answer, and what runs beside them.</summary>
internal static class RegistryServices
{
    public static IServiceCollection AddRegistry(this IServiceCollection services) => services
        .AddSingleton(_ => TransferLawJson.Read(DataFile()))
        .AddSingleton<RegistryReader>()
        .AddSingleton<EngagementPages>()
        .AddSingleton<NoticePages>()
        .AddSingleton<RegisterImporter>()
        .AddSingleton<ActivationPass>()
        .AddHostedService<ActivationAnnouncer>();

    private static string DataFile()
    {
        using var file = typeof(RegistryServices).Assembly.GetManifestResourceStream("transfers.json") ?? throw new InvalidOperationException("transfers.json is not in the assembly.");
        using var reader = new System.IO.StreamReader(file);
        return reader.ReadToEnd();
    }
}
