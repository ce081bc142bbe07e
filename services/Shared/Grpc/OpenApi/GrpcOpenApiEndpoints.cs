using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PrivacyPlatform.Calls.Json;
using PrivacyPlatform.Calls.OpenApi;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the document of the JSON methods.</summary>
public static class GrpcOpenApiEndpoints
{
    /// <summary>An OpenAPI 3.1 document of every method that AddJson gives an endpoint.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="pattern">Where.</param>
    /// <param name="title">Null: the application's name.</param>
    public static IEndpointConventionBuilder MapGrpcOpenApi(this IEndpointRouteBuilder builder, string pattern = "/openapi/v1.json", string? title = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        // Made when it is first asked for: by then every service is mapped.
        var document = new Lazy<string>(() =>
        {
            var methods = builder.ServiceProvider.GetRequiredService<EndpointDataSource>().Endpoints
                .Select(endpoint => endpoint.Metadata.GetMetadata<JsonMethodMetadata>()?.Method)
                .OfType<Google.Protobuf.Reflection.MethodDescriptor>();
            var application = Assembly.GetEntryAssembly()?.GetName();
            return OpenApiDocument.Of(methods, title ?? application?.Name ?? "gRPC as JSON", application?.Version?.ToString(3) ?? "1.0.0").ToJsonString();
        });
        return builder.MapGet(pattern, () => Results.Text(document.Value, "application/json")).ExcludeFromDescription();
    }
}
