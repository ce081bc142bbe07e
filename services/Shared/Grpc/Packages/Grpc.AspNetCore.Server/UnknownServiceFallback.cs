using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.Options;
using PrivacyPlatform.Calls.Invocation;
using PrivacyPlatform.Calls.Wire;

namespace Grpc.AspNetCore.Server;

/// <summary>Answers calls to methods and services that are not here with UNIMPLEMENTED, where routing alone would say 404.</summary>
internal sealed class UnknownServiceFallback(IOptions<GrpcServiceOptions> options)
{
    private bool hasUnknownServices;

    public IEndpointConventionBuilder MapUnknownMethods(IEndpointRouteBuilder builder, string service) =>
        Map(builder, $"/{service}/{{unimplementedMethod}}", "unimplementedMethod", $"gRPC - unimplemented method of {service}", "Method is unimplemented.");

    /// <summary>Once per application, however many services it maps.</summary>
    public void MapUnknownServices(IEndpointRouteBuilder builder)
    {
        if (hasUnknownServices || options.Value.IgnoreUnknownServices == true)
        {
            return;
        }

        hasUnknownServices = true;
        Map(builder, "/{unimplementedService}/{unimplementedMethod}", "unimplementedMethod", "gRPC - unimplemented service", "Service is unimplemented.");
    }

    private static IEndpointConventionBuilder Map(IEndpointRouteBuilder builder, string pattern, string parameter, string name, string detail)
    {
        var constraint = RoutePatternFactory.Constraint(new GrpcContentType());
        var route = RoutePatternFactory.Parse(pattern, defaults: null, parameterPolicies: new RouteValueDictionary { [parameter] = constraint.ParameterPolicy });
        var endpoint = builder.Map(route, http =>
        {
            if (GrpcRequest.IsAcceptable(http))
            {
                StatusHeaders.WriteTrailersOnly(http.Response, new Status(StatusCode.Unimplemented, detail), []);
            }

            return Task.CompletedTask;
        }).WithDisplayName(name);
        endpoint.Add(e =>
        {
            // After every other route: it may only take what nobody else wants.
            ((RouteEndpointBuilder)e).Order = int.MaxValue;
            e.Metadata.Add(new HttpMethodMetadata([HttpMethods.Post]));
        });
        return endpoint;
    }

    private sealed class GrpcContentType : IRouteConstraint
    {
        public bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
            httpContext is not null && GrpcCallRequest.IsGrpc(httpContext.Request);
    }
}
