using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using PrivacyPlatform.SubProcessors.Notices;

namespace PrivacyPlatform.SubProcessors.Delivery;

/// <summary>
/// Posts signed notices to customers' addresses. It connects only to where <see cref="WebhookTargets"/> allows, follows no redirection, reads no body,
/// and waits no longer than it must.
/// </summary>
internal sealed class WebhookSender(WebhookTargets targets, TimeProvider clock, TimeSpan? patience = null) : IDisposable
{
    private static readonly TimeSpan ConnectWithin = TimeSpan.FromSeconds(5);

    private readonly TimeSpan patience = patience ?? TimeSpan.FromSeconds(15);
    private readonly HttpMessageInvoker http = new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false, // it would connect for us, and look nothing up
            UseCookies = false,
            ConnectTimeout = ConnectWithin,
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            MaxConnectionsPerServer = 4,
            MaxResponseHeadersLength = 16,
            MaxResponseDrainSize = 0,
            ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(), // our traces are nobody else's business
            ConnectCallback = (context, ct) => Connect(targets, context.DnsEndPoint.Host, context.DnsEndPoint.Port, ct),
        },
        disposeHandler: true);

    /// <param name="id">The same with every attempt, so that the receiver knows a repetition.</param>
    public async Task<DeliveryResult> Send(string url, IReadOnlyList<byte[]> secrets, Guid id, byte[] body, CancellationToken ct)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var target) || await Refused(url, ct))
        {
            return DeliveryResult.AddressRefused;
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, target) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("PrivacyPlatform", "1"));
        foreach (var (name, value) in WebhookSignature.Headers(secrets, id.ToString("D"), clock.GetUtcNow(), body))
        {
            request.Headers.Add(name, value);
        }

        using var bound = CancellationTokenSource.CreateLinkedTokenSource(ct);
        bound.CancelAfter(patience);
        try
        {
            using var response = await http.SendAsync(request, bound.Token);
            return ResultOf((int)response.StatusCode);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return DeliveryResult.TimedOut;
        }
        catch (HttpRequestException failure)
        {
            return failure.InnerException is PrivateTargetException ? DeliveryResult.AddressRefused : DeliveryResult.Unreachable;
        }
        catch (Exception failure) when (failure is PrivateTargetException)
        {
            return DeliveryResult.AddressRefused;
        }
        catch (Exception failure) when (failure is SocketException or IOException or AuthenticationException)
        {
            return DeliveryResult.Unreachable;
        }
    }

    public void Dispose() => http.Dispose();

    internal static DeliveryResult ResultOf(int status) => status switch
    {
        >= 200 and <= 299 => DeliveryResult.Accepted,
        >= 300 and <= 399 => DeliveryResult.Redirected,
        410 => DeliveryResult.RejectedForGood,
        >= 400 and <= 499 => DeliveryResult.Rejected,
        _ => DeliveryResult.Failed,
    };

    // What was allowed when it was told may be private since, and a setting may have been taken back. A name that is gone for now is tried again.
    private async Task<bool> Refused(string url, CancellationToken ct) => await targets.Check(url, ct) is { } refusal && refusal != NoticeRefusals.WebhookUnresolved;

    /// <summary>To the addresses that were looked at, and to no others: the name is not looked up a second time.</summary>
    private static async ValueTask<Stream> Connect(WebhookTargets targets, string host, int port, CancellationToken ct)
    {
        var addresses = await targets.Resolve(host, port, ct);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
