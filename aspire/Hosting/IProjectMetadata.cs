using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Where a referenced project is: implemented by the generated <c>Projects.X</c> classes.</summary>
public interface IProjectMetadata : IResourceAnnotation
{
    /// <summary>Full path of the project file.</summary>
    string ProjectPath { get; }
}

/// <summary>A resource that others find by its name.</summary>
public interface IResourceWithServiceDiscovery : IResourceWithEndpoints;
