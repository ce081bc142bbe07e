namespace Microsoft.AspNetCore.Builder;

/// <summary>Conventions for all endpoints of a service: <c>RequireAuthorization()</c>, <c>AllowAnonymous()</c>.</summary>
public sealed class GrpcServiceEndpointConventionBuilder : IEndpointConventionBuilder
{
    private readonly IReadOnlyList<IEndpointConventionBuilder> endpoints;

    internal GrpcServiceEndpointConventionBuilder(IReadOnlyList<IEndpointConventionBuilder> endpoints) => this.endpoints = endpoints;

    /// <inheritdoc />
    public void Add(Action<EndpointBuilder> convention)
    {
        foreach (var endpoint in endpoints)
        {
            endpoint.Add(convention);
        }
    }

    /// <inheritdoc />
    public void Finally(Action<EndpointBuilder> finalConvention)
    {
        foreach (var endpoint in endpoints)
        {
            endpoint.Finally(finalConvention);
        }
    }
}
