using System.CommandLine;
using PrivacyPlatform.SubProcessors.V1;

namespace PrivacyPlatform.Cli;

/// <summary>The sub-processor registry.</summary>
internal sealed class RegistryConnection : ServiceConnection
{
    private RegistryConnection(ParseResult parsed, Surroundings surroundings)
        : base("subprocessors", "PRIVACY_SUBPROCESSORS_URL", parsed, surroundings)
    {
        Client = new SubProcessorsService.SubProcessorsServiceClient(Channel);
        Notices = new NoticesService.NoticesServiceClient(Channel);
    }

    public SubProcessorsService.SubProcessorsServiceClient Client { get; }

    /// <summary>The same service's notices to customers.</summary>
    public NoticesService.NoticesServiceClient Notices { get; }

    public static RegistryConnection Open(ParseResult parsed, Surroundings surroundings) => new(parsed, surroundings);
}
