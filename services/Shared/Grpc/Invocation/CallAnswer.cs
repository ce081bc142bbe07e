using Grpc.Core;
using Microsoft.AspNetCore.Http;
using PrivacyPlatform.Calls.Invocation;
using PrivacyPlatform.Calls.Json;
using PrivacyPlatform.Calls.Wire;
using Status = Grpc.Core.Status;

namespace PrivacyPlatform.Calls;

/// <summary>For middleware that refuses a call before its service is asked.</summary>
public static class CallAnswer
{
    /// <summary>
    /// Writes the refusal in the caller's own form: a gRPC answer of headers alone ("trailers only"), with the details in
    /// <c>grpc-status-details-bin</c>; or problem details with <c>code</c> and <c>field</c>.
    /// </summary>
    /// <param name="context">A request whose response has not started.</param>
    /// <param name="refusal">Its ErrorInfo gives the code, its BadRequest the field.</param>
    /// <param name="httpStatus">For problem details; null: the status that stands for the refusal's code.</param>
    public static Task Write(HttpContext context, Google.Rpc.Status refusal, int? httpStatus = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(refusal);
        if (!GrpcCallRequest.IsGrpc(context.Request))
        {
            var problem = Problem.Of(refusal);
            return (problem with { HttpStatus = httpStatus ?? problem.HttpStatus }).Write(context.Response, context.RequestAborted);
        }

        var trailers = new Metadata();
        trailers.SetRpcStatus(refusal);
        StatusHeaders.WriteTrailersOnly(context.Response, new Status((StatusCode)refusal.Code, refusal.Message), trailers);
        return context.Response.CompleteAsync();
    }
}
