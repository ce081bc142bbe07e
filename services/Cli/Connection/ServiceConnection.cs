using System.CommandLine;
using Grpc.Core;
using Grpc.Net.Client;

namespace PrivacyPlatform.Cli;

/// <summary>A service, and what to send along with each question.</summary>
internal abstract class ServiceConnection : IDisposable
{
    // A whole registry as a file is more than the library's 4 MB.
    private const int LargestAnswer = 64 * 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Metadata headers;
    private readonly TimeProvider clock;

    /// <param name="service">Its name in the running system.</param>
    /// <param name="variable">The environment variable with its address.</param>
    /// <param name="roles">Beyond those that every question needs; asked for only where a token is made here.</param>
    protected ServiceConnection(string service, string variable, ParseResult parsed, Surroundings surroundings, params string[] roles)
    {
        headers = new Metadata { { "authorization", "Bearer " + Identity.Token(parsed, surroundings, roles) } };
        if (Identity.NamedTenant(parsed, surroundings) is { } tenant)
        {
            // The service refuses a token of another tenant: better than an answer about the wrong one.
            headers.Add("tenant", tenant);
        }

        clock = surroundings.Clock;
        Channel = GrpcChannel.ForAddress(Address(service, variable, parsed, surroundings), new GrpcChannelOptions { MaxReceiveMessageSize = LargestAnswer });
    }

    protected GrpcChannel Channel { get; }

    /// <summary>For a question with one answer.</summary>
    public CallOptions Call(CancellationToken ct) => new(headers, (clock.GetUtcNow() + Patience).UtcDateTime, ct);

    /// <summary>For a stream or a file, which takes as long as it takes.</summary>
    public CallOptions Stream(CancellationToken ct) => new(headers, cancellationToken: ct);

    public void Dispose() => Channel.Dispose();

    private static Uri Address(string service, string variable, ParseResult parsed, Surroundings surroundings)
    {
        if (parsed.GetValue(GlobalOptions.Server) is { } named)
        {
            return named;
        }

        if (surroundings.Setting(variable) is not { } address)
        {
            return new Endpoints(surroundings).Address(service, "grpc");
        }

        return Uri.TryCreate(address, UriKind.Absolute, out var uri)
            ? uri
            : throw new CliException(ExitCode.Usage, "cli.url_malformed", $"{variable} is no address.", variable);
    }
}
