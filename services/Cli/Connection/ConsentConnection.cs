using System.CommandLine;
using Grpc.Core;
using Grpc.Net.Client;
using PrivacyPlatform.Consent.V1;
using PrivacyPlatform.EvidenceLog.V1;

namespace PrivacyPlatform.Cli;

/// <summary>The consent service, and what to send along with each question.</summary>
internal sealed class ConsentConnection : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly GrpcChannel channel;
    private readonly Metadata headers;
    private readonly TimeProvider clock;

    private ConsentConnection(Uri address, Metadata headers, TimeProvider clock)
    {
        channel = GrpcChannel.ForAddress(address);
        this.headers = headers;
        this.clock = clock;
        Client = new ConsentService.ConsentServiceClient(channel);
        Evidence = new EvidenceService.EvidenceServiceClient(channel);
    }

    public ConsentService.ConsentServiceClient Client { get; }

    /// <summary>The same service's evidence.</summary>
    public EvidenceService.EvidenceServiceClient Evidence { get; }

    public static ConsentConnection Open(ParseResult parsed, Surroundings surroundings)
    {
        var sent = new Metadata { { "authorization", "Bearer " + Identity.Token(parsed, surroundings) } };
        if (Identity.NamedTenant(parsed, surroundings) is { } tenant)
        {
            // The service refuses a token of another tenant: better than an answer about the wrong one.
            sent.Add("tenant", tenant);
        }

        return new(Address(parsed, surroundings), sent, surroundings.Clock);
    }

    /// <summary>For a question with one answer.</summary>
    public CallOptions Call(CancellationToken ct) => new(headers, (clock.GetUtcNow() + Patience).UtcDateTime, ct);

    /// <summary>For a stream, which takes as long as it takes.</summary>
    public CallOptions Stream(CancellationToken ct) => new(headers, cancellationToken: ct);

    public void Dispose() => channel.Dispose();

    private static Uri Address(ParseResult parsed, Surroundings surroundings)
    {
        if (parsed.GetValue(GlobalOptions.Server) is { } named)
        {
            return named;
        }

        if (surroundings.Setting("PRIVACY_URL") is not { } variable)
        {
            return new Endpoints(surroundings).Address("consent", "grpc");
        }

        return Uri.TryCreate(variable, UriKind.Absolute, out var uri)
            ? uri
            : throw new CliException(ExitCode.Usage, "cli.url_malformed", "PRIVACY_URL is no address.", "PRIVACY_URL");
    }
}
