namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource is healthy when this address answers with this status. (The packages keep this as a health check behind a key.)</summary>
internal sealed record HttpHealthAnnotation(string EndpointName, string Path, int StatusCode) : IResourceAnnotation;
