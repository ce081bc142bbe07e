using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PrivacyPlatform.Calls.Wire;

namespace PrivacyPlatform.Calls.Invocation;

/// <summary>A call that came over HTTP, in whichever form. It ends once: by its method, by an exception or by its deadline.</summary>
internal abstract class HttpServerCallContext : ServerCallContext, IDisposable
{
    // Grpc.AspNetCore's own key: GetHttpContext() finds the context there, whoever made the call.
    private const string HttpContextKey = "__HttpContext";

    private readonly IMethod method;
    private readonly ILogger logger;
    private readonly bool detailedErrors;
    private readonly CallDeadline deadline;
    private readonly SemaphoreSlim responseGate = new(1, 1);
    private Metadata? requestHeaders;
    private bool ended;

    protected HttpServerCallContext(HttpContext http, IMethod method, bool detailedErrors, ILogger logger)
    {
        Http = http;
        this.method = method;
        this.detailedErrors = detailedErrors;
        this.logger = logger;
        deadline = new CallDeadline(GrpcTimeout.Parse(http.Request.Headers["grpc-timeout"]), http.RequestAborted);
        UserState[HttpContextKey] = http;
    }

    protected HttpContext Http { get; }

    protected override string MethodCore => method.FullName;

    protected override string HostCore => Http.Request.Host.Value ?? "";

    protected override string PeerCore => Http.Connection.RemoteIpAddress is { } address
        ? address.AddressFamily == AddressFamily.InterNetwork ? $"ipv4:{new IPEndPoint(address, Http.Connection.RemotePort)}" : $"ipv6:{new IPEndPoint(address, Http.Connection.RemotePort)}"
        : "unknown";

    protected override DateTime DeadlineCore => deadline.At;

    protected override Metadata RequestHeadersCore => requestHeaders ??= WireMetadata.Read(
        Http.Request.Headers.Select(header => KeyValuePair.Create(header.Key, header.Value.OfType<string>())));

    protected override CancellationToken CancellationTokenCore => deadline.Token;

    protected override Metadata ResponseTrailersCore { get; } = [];

    protected override Status StatusCore { get; set; } = Status.DefaultSuccess;

    protected override WriteOptions? WriteOptionsCore { get; set; }

    protected override AuthContext AuthContextCore { get; } = new(peerIdentityPropertyName: null, []);

    /// <summary>Runs the method to the call's end. Whatever it throws is answered, not thrown on.</summary>
    public async Task Run(Func<Task> body)
    {
        var activity = new CallActivity(method);
        Task? expiry = null;
        await using (deadline.OnPassed(() => expiry = EndOverdue()))
        {
            try
            {
                await body();
            }
            catch (Exception exception)
            {
                StatusCore = StatusOf(exception);
            }
        }

        await (expiry ?? Task.CompletedTask);
        await End(StatusCore);
        activity.Ended(deadline.HasPassed && StatusCore.StatusCode != StatusCode.OK ? StatusCode.DeadlineExceeded : StatusCore.StatusCode);
    }

    public virtual void Dispose()
    {
        deadline.Dispose();
        responseGate.Dispose();
    }

    /// <summary>Writes to the response unless the call has ended; never two at a time.</summary>
    /// <exception cref="InvalidOperationException">The call has ended.</exception>
    protected async Task Write(Func<Task> write, CancellationToken cancellationToken)
    {
        await responseGate.WaitAsync(cancellationToken);
        try
        {
            if (ended)
            {
                CancellationToken.ThrowIfCancellationRequested();
                throw new InvalidOperationException("The call has ended; nothing more can be written.");
            }

            await write();
        }
        finally
        {
            responseGate.Release();
        }
    }

    /// <summary>Writes the status and completes the response.</summary>
    protected abstract Task WriteEnd(Status status);

    /// <summary>Not supported over ASP.NET Core: pass deadline and token on by hand.</summary>
    protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) =>
        throw new NotSupportedException("Propagation tokens are not supported; pass Deadline and CancellationToken on.");

    // The method may take its time to notice: the caller is answered now, and what the method still writes is refused.
    private Task EndOverdue() => End(new Status(StatusCode.DeadlineExceeded, "Deadline Exceeded"));

    private async Task End(Status status)
    {
        await responseGate.WaitAsync(CancellationToken.None);
        try
        {
            if (ended)
            {
                return;
            }

            ended = true;
            if (!Http.RequestAborted.IsCancellationRequested)
            {
                await WriteEnd(status);
            }
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException || Http.RequestAborted.IsCancellationRequested)
        {
            CallLog.CallerGone(logger, method.FullName);
        }
        finally
        {
            responseGate.Release();
        }
    }

    private Status StatusOf(Exception exception)
    {
        if (exception is RpcException refused)
        {
            foreach (var trailer in refused.Trailers)
            {
                ResponseTrailers.Add(trailer);
            }

            CallLog.Refused(logger, method.FullName, refused.StatusCode);
            return refused.Status;
        }

        if (deadline.HasPassed)
        {
            return new Status(StatusCode.DeadlineExceeded, "Deadline Exceeded");
        }

        if (Http.RequestAborted.IsCancellationRequested)
        {
            return Status.DefaultCancelled;
        }

        CallLog.Failed(logger, exception, method.FullName);
        return new Status(StatusCode.Unknown, detailedErrors
            ? $"Exception was thrown by handler. {exception.GetType().Name}: {exception.Message}"
            : "Exception was thrown by handler.");
    }
}
