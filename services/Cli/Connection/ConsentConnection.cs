using System.CommandLine;
using PrivacyPlatform.Consent.V1;
using PrivacyPlatform.EvidenceLog.V1;

namespace PrivacyPlatform.Cli;

/// <summary>The consent service.</summary>
internal sealed class ConsentConnection : ServiceConnection
{
    private ConsentConnection(ParseResult parsed, Surroundings surroundings, string[] roles)
        : base("consent", "PRIVACY_URL", parsed, surroundings, roles)
    {
        Client = new ConsentService.ConsentServiceClient(Channel);
        Evidence = new EvidenceService.EvidenceServiceClient(Channel);
    }

    public ConsentService.ConsentServiceClient Client { get; }

    /// <summary>The same service's evidence.</summary>
    public EvidenceService.EvidenceServiceClient Evidence { get; }

    public static ConsentConnection Open(ParseResult parsed, Surroundings surroundings) => new(parsed, surroundings, []);

    /// <param name="role">Beyond those that every question needs; asked for only where a token is made here.</param>
    public static ConsentConnection OpenAs(ParseResult parsed, Surroundings surroundings, string role) => new(parsed, surroundings, [role]);
}
