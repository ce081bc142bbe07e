using System.Net;
using System.Net.Http.Headers;
using Grpc.Core;
using PrivacyPlatform.Calls.Wire;

namespace Grpc.Net.Client.Internal;

/// <summary>A call's HTTP headers.</summary>
internal static class RequestHeaders
{
    /// <summary>Grpc.Net.Client's own: a call with this metadata of value "gzip" sends compressed requests. Never sent itself.</summary>
    public const string RequestEncoding = "grpc-internal-encoding-request";

    private const string UserAgent = "grpc-privacyplatform";

    public static async Task<HttpRequestMessage> Make(GrpcChannel channel, IMethod method, string? host, CallOptions options, ClientDeadline deadline)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(channel.Address, method.FullName))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        try
        {
            request.Headers.Host = host;
            Add(request, "te", "trailers");
            Add(request, "user-agent", UserAgent);
            Add(request, "grpc-accept-encoding", "identity,gzip");
            if (deadline.Left is { } left)
            {
                Add(request, "grpc-timeout", GrpcTimeout.Format(left));
            }

            foreach (var entry in await All(channel, method, options, deadline.Token))
            {
                if (entry.Key == RequestEncoding)
                {
                    Add(request, "grpc-encoding", entry.Value);
                }
                else if (!WireMetadata.IsReserved(entry.Key))
                {
                    Add(request, entry.Key, WireMetadata.Value(entry));
                }
            }

            return request;
        }
        catch
        {
            request.Dispose();
            throw;
        }
    }

    public static Metadata Read(HttpResponseHeaders headers) => WireMetadata.Read(headers).Freeze();

    public static string? Encoding(HttpResponseHeaders headers) =>
        headers.TryGetValues("grpc-encoding", out var values) ? values.FirstOrDefault() : null;

    private static async Task<Metadata> All(GrpcChannel channel, IMethod method, CallOptions options, CancellationToken cancellationToken)
    {
        var metadata = new Metadata();
        foreach (var entry in options.Headers ?? [])
        {
            metadata.Add(entry);
        }

        var context = new AuthInterceptorContext(new Uri(channel.Address, method.ServiceName).AbsoluteUri, method.Name, cancellationToken);
        foreach (var credentials in channel.CredentialsOf(options))
        {
            await credentials(context, metadata);
        }

        return metadata;
    }

    private static void Add(HttpRequestMessage request, string name, string value) => request.Headers.TryAddWithoutValidation(name, value);
}
