using System.Globalization;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>An endpoint of a resource, whose address is known when the application runs.</summary>
public sealed class EndpointReference(IResourceWithEndpoints owner, string endpointName)
    : IManifestExpressionProvider, IValueProvider, IValueWithReferences
{
    public IResourceWithEndpoints Resource => owner;

    public string EndpointName => endpointName;

    public bool Exists => Find() is not null;

    public bool IsAllocated => Find()?.AllocatedPort is not null;

    public string Host => "127.0.0.1";

    /// <exception cref="InvalidOperationException">The application has not given out ports yet.</exception>
    public int Port =>
        Endpoint.AllocatedPort
            ?? throw new InvalidOperationException($"The endpoint '{endpointName}' of '{owner.Name}' has no port before the application starts.");

    public int? TargetPort => Endpoint.AllocatedPort;

    public string Scheme => Endpoint.UriScheme;

    public string Url => string.Create(CultureInfo.InvariantCulture, $"{Scheme}://{Host}:{Port}");

    string IManifestExpressionProvider.ValueExpression => Property(EndpointProperty.Url).ValueExpression;

    IEnumerable<object> IValueWithReferences.References => [owner];

    private EndpointAnnotation Endpoint =>
        Find() ?? throw new InvalidOperationException($"The resource '{owner.Name}' has no endpoint '{endpointName}'.");

    public EndpointReferenceExpression Property(EndpointProperty property) => new(this, property);

    ValueTask<string?> IValueProvider.GetValueAsync(CancellationToken cancellationToken) => new(Url);

    private EndpointAnnotation? Find() =>
        owner.Annotations.OfType<EndpointAnnotation>().FirstOrDefault(endpoint => endpoint.Name == endpointName);
}

/// <summary>One part of an endpoint's address.</summary>
public class EndpointReferenceExpression(EndpointReference endpointReference, EndpointProperty property)
    : IManifestExpressionProvider, IValueProvider, IValueWithReferences
{
    public EndpointReference Endpoint => endpointReference;

    public EndpointProperty Property => property;

    public string ValueExpression =>
        $"{{{endpointReference.Resource.Name}.bindings.{endpointReference.EndpointName}.{property.ToString().ToLowerInvariant()}}}";

    IEnumerable<object> IValueWithReferences.References => [endpointReference];

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => new(property switch
    {
        EndpointProperty.Url => endpointReference.Url,
        EndpointProperty.Host or EndpointProperty.IPV4Host => endpointReference.Host,
        EndpointProperty.Scheme => endpointReference.Scheme,
        EndpointProperty.Port or EndpointProperty.TargetPort => endpointReference.Port.ToString(CultureInfo.InvariantCulture),
        EndpointProperty.HostAndPort => string.Create(CultureInfo.InvariantCulture, $"{endpointReference.Host}:{endpointReference.Port}"),
        _ => throw new InvalidOperationException($"An endpoint has no property '{property}'."),
    });
}

public enum EndpointProperty
{
    Url = 0,
    Host = 1,
    IPV4Host = 2,
    Port = 3,
    Scheme = 4,
    TargetPort = 5,
    HostAndPort = 6,
}
