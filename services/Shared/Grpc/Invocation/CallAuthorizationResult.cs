using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using PrivacyPlatform.Calls.Json;
using PrivacyPlatform.Calls.Wire;

namespace PrivacyPlatform.Calls.Invocation;

/// <summary>
/// Tells a caller whom authorization refused so in the caller's own form: a status for gRPC, problem details for JSON.
/// A bare 401 or 403 would leave a gRPC caller guessing.
/// </summary>
internal sealed class CallAuthorizationResult : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler aspNet = new();

    /// <summary>In the place of ASP.NET's own, which knows no gRPC; one that the application brings stays.</summary>
    public static void AddTo(IServiceCollection services)
    {
        var present = services.LastOrDefault(service => service.ServiceType == typeof(IAuthorizationMiddlewareResultHandler));
        if (present is null || present.ImplementationType == typeof(AuthorizationMiddlewareResultHandler))
        {
            services.AddSingleton<IAuthorizationMiddlewareResultHandler, CallAuthorizationResult>();
        }
    }

    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded)
        {
            await next(context);
            return;
        }

        var refusal = authorizeResult.Challenged ? Unauthenticated(context) : PermissionDenied();
        if (GrpcCallRequest.IsGrpc(context.Request))
        {
            await CallAnswer.Write(context, refusal);
            return;
        }

        // ASP.NET's own first: it sets the status and WWW-Authenticate.
        await aspNet.HandleAsync(next, context, policy, authorizeResult);
        if (context.GetEndpoint()?.Metadata.GetMetadata<JsonMethodMetadata>() is not null && !context.Response.HasStarted)
        {
            await CallAnswer.Write(context, refusal);
        }
    }

    private static Google.Rpc.Status Unauthenticated(HttpContext context) => string.IsNullOrEmpty(context.Request.Headers.Authorization)
        ? Refusal(StatusCode.Unauthenticated, CallErrors.TokenMissing, "The call carries no token.")
        : Refusal(StatusCode.Unauthenticated, CallErrors.TokenInvalid, "The token is not valid, or no longer.");

    private static Google.Rpc.Status PermissionDenied() =>
        Refusal(StatusCode.PermissionDenied, CallErrors.RoleMissing, "The token's roles do not permit this call.");

    private static Google.Rpc.Status Refusal(StatusCode status, string code, string message) => new()
    {
        Code = (int)status,
        Message = message,
        Details = { Any.Pack(new ErrorInfo { Reason = code, Domain = CallErrors.Domain }) },
    };
}
