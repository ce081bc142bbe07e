using System.CommandLine;
using PrivacyPlatform.Consent.V1;
using PrivacyPlatform.EvidenceLog.V1;

namespace PrivacyPlatform.Cli;

/// <summary>The consent service.</summary>
internal sealed class ConsentConnection : ServiceConnection
{
    private ConsentConnection(ParseResult parsed, Surroundings surroundings)
        : base("consent", "PRIVACY_URL", parsed, surroundings)
    {
        Client = new ConsentService.ConsentServiceClient(Channel);
        Evidence = new EvidenceService.EvidenceServiceClient(Channel);
    }

    public ConsentService.ConsentServiceClient Client { get; }

    /// <summary>The same service's evidence.</summary>
    public EvidenceService.EvidenceServiceClient Evidence { get; }

    public static ConsentConnection Open(ParseResult parsed, Surroundings surroundings) => new(parsed, surroundings);
}
