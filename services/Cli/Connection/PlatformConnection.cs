using System.CommandLine;
using PrivacyPlatform.Projections.V1;
using PrivacyPlatform.Reads.V1;

namespace PrivacyPlatform.Cli;

/// <summary>What every service answers, whatever it decides.</summary>
internal sealed class PlatformConnection : ServiceConnection
{
    public static readonly Option<string> Service = new("--service")
    {
        Description = "Which service is asked: consent, subprocessors.",
        HelpName = "name",
        DefaultValueFactory = _ => "consent",
    };

    static PlatformConnection() => Service.AcceptOnlyFromAmong("consent", "subprocessors");

    private PlatformConnection(string service, ParseResult parsed, Surroundings surroundings)
        : base(service, service == "consent" ? "PRIVACY_URL" : "PRIVACY_SUBPROCESSORS_URL", parsed, surroundings)
    {
        Reads = new ReadsService.ReadsServiceClient(Channel);
        Projections = new ProjectionsService.ProjectionsServiceClient(Channel);
    }

    public ReadsService.ReadsServiceClient Reads { get; }

    public ProjectionsService.ProjectionsServiceClient Projections { get; }

    public static PlatformConnection Open(ParseResult parsed, Surroundings surroundings) => new(parsed.GetValue(Service)!, parsed, surroundings);
}
