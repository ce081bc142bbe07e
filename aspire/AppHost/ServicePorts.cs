using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace PrivacyPlatform.AppHost;

/// <summary>The two ports of every service: without TLS, Kestrel speaks HTTP/1.1 and HTTP/2 on separate ones.</summary>
internal static class ServicePorts
{
    internal static IResourceBuilder<ProjectResource> WithServicePorts(this IResourceBuilder<ProjectResource> service)
    {
        service.WithHttpEndpoint(name: "http").WithHttpEndpoint(name: "grpc");
        EndpointReferenceExpression http = service.GetEndpoint("http").Property(EndpointProperty.TargetPort);
        EndpointReferenceExpression grpc = service.GetEndpoint("grpc").Property(EndpointProperty.TargetPort);
        return service
            .WithEnvironment("Kestrel__Endpoints__Http__Url", $"http://127.0.0.1:{http}")
            .WithEnvironment("Kestrel__Endpoints__Http__Protocols", "Http1")
            .WithEnvironment("Kestrel__Endpoints__Grpc__Url", $"http://127.0.0.1:{grpc}")
            .WithEnvironment("Kestrel__Endpoints__Grpc__Protocols", "Http2");
    }
}
