using Grpc.Core;
using Grpc.Net.Client.Internal;

namespace Grpc.Net.Client;

/// <summary>A way to one service's address, over HTTP/2. Make one and keep it: connections belong to it.</summary>
public sealed class GrpcChannel : ChannelBase, IDisposable
{
    private readonly HttpMessageInvoker http;
    private readonly bool disposesHttp;
    private readonly CancellationTokenSource shutdown = new();

    private GrpcChannel(Uri address, GrpcChannelOptions options) : base(address.Authority)
    {
        Address = address;
        Options = options;
        (http, disposesHttp) = Sender(options);
    }

    internal Uri Address { get; }

    internal GrpcChannelOptions Options { get; }

    internal CancellationToken Shutdown => shutdown.Token;

    /// <summary>To <c>http://host:port</c> (HTTP/2 without TLS) or <c>https://host:port</c>.</summary>
    public static GrpcChannel ForAddress(string address) => ForAddress(new Uri(address), new GrpcChannelOptions());

    /// <summary>To <c>http://host:port</c> (HTTP/2 without TLS) or <c>https://host:port</c>.</summary>
    public static GrpcChannel ForAddress(string address, GrpcChannelOptions channelOptions) => ForAddress(new Uri(address), channelOptions);

    /// <summary>To <c>http://host:port</c> (HTTP/2 without TLS) or <c>https://host:port</c>.</summary>
    public static GrpcChannel ForAddress(Uri address) => ForAddress(address, new GrpcChannelOptions());

    /// <summary>To <c>http://host:port</c> (HTTP/2 without TLS) or <c>https://host:port</c>.</summary>
    /// <exception cref="ArgumentException">The address or the options contradict themselves.</exception>
    /// <exception cref="InvalidOperationException">Credentials would travel without TLS.</exception>
    public static GrpcChannel ForAddress(Uri address, GrpcChannelOptions channelOptions)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(channelOptions);
        var isTls = address.Scheme switch
        {
            "https" => true,
            "http" => false,
            _ => throw new ArgumentException($"The address must be http or https: '{address}'.", nameof(address)),
        };
        if (channelOptions.Credentials is { } credentials)
        {
            if (credentials.IsTls != isTls)
            {
                throw new InvalidOperationException($"The channel's credentials do not fit the address '{address}'.");
            }

            if (credentials.CallCredentials is not null)
            {
                RequireTlsForCredentials(isTls, channelOptions);
            }
        }

        return new GrpcChannel(address, channelOptions);
    }

    /// <inheritdoc />
    public override CallInvoker CreateCallInvoker() => new HttpClientCallInvoker(this);

    /// <summary>Cancels the calls that run and closes the channel's connections.</summary>
    public void Dispose()
    {
        shutdown.Cancel();
        if (disposesHttp)
        {
            http.Dispose();
        }
    }

    internal Task<HttpResponseMessage> Send(HttpRequestMessage request, CancellationToken cancellationToken) => http is HttpClient client
        ? client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
        : http.SendAsync(request, cancellationToken);

    /// <summary>Who calls: the channel's credentials, then the call's.</summary>
    internal IEnumerable<AsyncAuthInterceptor> CredentialsOf(CallOptions call)
    {
        if (call.Credentials is not null)
        {
            RequireTlsForCredentials(Address.Scheme == Uri.UriSchemeHttps, Options);
        }

        return [.. Options.Credentials?.CallCredentials?.Interceptors ?? [], .. call.Credentials?.Interceptors ?? []];
    }

    protected override Task ShutdownAsyncCore()
    {
        Dispose();
        return Task.CompletedTask;
    }

    private static void RequireTlsForCredentials(bool isTls, GrpcChannelOptions options)
    {
        if (!isTls && !options.UnsafeUseInsecureChannelCallCredentials)
        {
            throw new InvalidOperationException("Call credentials need TLS, or UnsafeUseInsecureChannelCallCredentials.");
        }
    }

    private static (HttpMessageInvoker Http, bool Disposes) Sender(GrpcChannelOptions options)
    {
        if (options is { HttpClient: not null, HttpHandler: not null })
        {
            throw new ArgumentException("HttpClient and HttpHandler must not both be set.", nameof(options));
        }

        if (options.HttpClient is { } client)
        {
            return (client, options.DisposeHttpClient);
        }

        return options.HttpHandler is { } handler
            ? (new HttpMessageInvoker(handler, options.DisposeHttpClient), options.DisposeHttpClient)
            : (new HttpMessageInvoker(OwnHandler()), true);
    }

    // One HTTP/2 connection carries about a hundred calls at a time: further ones open another.
    private static SocketsHttpHandler OwnHandler() => new() { EnableMultipleHttp2Connections = true, AllowAutoRedirect = false, UseCookies = false };
}
