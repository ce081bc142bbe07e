using System.Collections;

namespace Grpc.AspNetCore.HealthChecks;

/// <summary>Which health checks speak for which services.</summary>
public sealed class GrpcHealthChecksOptions
{
    /// <summary>By default the server as a whole, the empty name, for which all checks speak.</summary>
    public ServiceMappingCollection Services { get; } = [new ServiceMapping("", (HealthCheckMapContext _) => true)];
}

/// <summary>A health check that may speak for a service.</summary>
/// <param name="name">The check's.</param>
/// <param name="tags">The check's.</param>
public sealed class HealthCheckMapContext(string name, IEnumerable<string> tags)
{
    /// <summary>The check's name.</summary>
    public string Name { get; } = name;

    /// <summary>The check's tags.</summary>
    public IEnumerable<string> Tags { get; } = tags;
}

/// <summary>A service and the health checks that speak for it.</summary>
/// <param name="name">The service's full name; empty: the server as a whole.</param>
/// <param name="predicate">Which checks.</param>
public sealed class ServiceMapping(string name, Func<HealthCheckMapContext, bool> predicate)
{
    /// <summary>The service's full name; empty: the server as a whole.</summary>
    public string Name { get; } = name;

    /// <summary>Which checks.</summary>
    public Func<HealthCheckMapContext, bool>? HealthCheckPredicate { get; } = predicate;
}

/// <summary>Services and the health checks that speak for them.</summary>
public sealed class ServiceMappingCollection : IEnumerable<ServiceMapping>
{
    private readonly List<ServiceMapping> mappings = [];

    /// <summary>Adds a service, in the place of one of the same name.</summary>
    public void Map(string name, Func<HealthCheckMapContext, bool> predicate) => Add(new ServiceMapping(name, predicate));

    /// <summary>Adds a service, in the place of one of the same name.</summary>
    public void Add(ServiceMapping service)
    {
        Remove(service.Name);
        mappings.Add(service);
    }

    /// <summary>Forgets a service.</summary>
    public void Remove(string name) => mappings.RemoveAll(mapping => mapping.Name == name);

    /// <summary>Forgets all services.</summary>
    public void Clear() => mappings.Clear();

    /// <inheritdoc />
    public IEnumerator<ServiceMapping> GetEnumerator() => mappings.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
