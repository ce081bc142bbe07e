using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PrivacyPlatform.EventStore;

namespace PrivacyPlatform.ServiceDefaults;

/// <summary>
/// Around every call, gRPC and JSON alike: what a reviewer or officer reads is recorded before it is given, and what cannot be recorded is not given.
/// Which methods that concerns follows from the roles they ask for, so that a new one cannot be forgotten. A refusal gives nothing, and is no read.
/// </summary>
internal sealed partial class RecordedReads(TimeProvider clock, ILogger<RecordedReads> log) : Interceptor
{
    private static readonly string[] Readers = [Roles.Reviewer, Roles.Officer];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        var answer = await continuation(request, context).ConfigureAwait(false);
        if (RecorderOf(request, context) is { } recorder)
        {
            await recorder.Answered((IMessage)answer, context.CancellationToken).ConfigureAwait(false);
        }

        return answer;
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        if (RecorderOf(request, context) is not { } recorder)
        {
            await continuation(request, responseStream, context).ConfigureAwait(false);
            return;
        }

        var reading = new Reading<TResponse>(recorder, responseStream, context.CancellationToken);
        try
        {
            await continuation(request, reading, context).ConfigureAwait(false);
        }
        catch
        {
            await Broken(reading, context.Method).ConfigureAwait(false);
            throw;
        }

        await reading.End(complete: true, context.CancellationToken).ConfigureAwait(false);
    }

    /// <summary>How much was given is recorded also when the caller has left; that it was is recorded already.</summary>
    private async Task Broken<TResponse>(Reading<TResponse> reading, string method)
    {
        if (!reading.HasBegun)
        {
            return;
        }

        try
        {
            using var bound = new CancellationTokenSource(Patience);
            await reading.End(complete: false, bound.Token).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // the call has failed for another reason already, and that one is to be told
        catch (Exception failure)
#pragma warning restore CA1031
        {
            NotEnded(method, failure.GetType().Name);
        }
    }

    /// <summary>Null for a call that is no reviewer's read.</summary>
    private ReadRecorder? RecorderOf<TRequest>(TRequest request, ServerCallContext context)
    {
        var http = context.GetHttpContext();
        var metadata = http.GetEndpoint()?.Metadata;
        var permitted = (metadata?.GetOrderedMetadata<IAuthorizeData>() ?? []).SelectMany(data => data.Roles?.Split(',', StringSplitOptions.TrimEntries) ?? []);
        return metadata?.GetMetadata<UnrecordedAttribute>() is null && permitted.Intersect(Readers, StringComparer.Ordinal).Any() && Caller.Of(http) is { } caller && caller.Roles.Overlaps(Readers)
            ? new ReadRecorder(http.RequestServices.GetRequiredService<CommandExecutor>(), clock, caller, context.Method.TrimStart('/'), (IMessage)request!)
            : null;
    }

    [LoggerMessage(LogLevel.Warning, "How much a broken call of {Method} gave was not recorded because of {Exception}; that it began was")]
    private partial void NotEnded(string method, string exception);
}
