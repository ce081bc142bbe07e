namespace Aspire.Hosting.ApplicationModel;

/// <summary>A part of the application: a server, a database, a process, a parameter.</summary>
public interface IResource
{
    string Name { get; }

    ResourceAnnotationCollection Annotations { get; }
}

/// <summary>Something that is said of a resource.</summary>
public interface IResourceAnnotation;

/// <summary>A resource that runs with environment variables.</summary>
public interface IResourceWithEnvironment : IResource;

/// <summary>A resource that runs with command line arguments.</summary>
public interface IResourceWithArgs : IResource;

/// <summary>A resource that listens on ports.</summary>
public interface IResourceWithEndpoints : IResource;

/// <summary>A resource whose start can wait for others.</summary>
public interface IResourceWithWaitSupport : IResource;

/// <summary>A resource that lives in another one, as a database in its server.</summary>
public interface IResourceWithParent : IResource
{
    IResource Parent { get; }
}

/// <inheritdoc cref="IResourceWithParent" />
public interface IResourceWithParent<out T> : IResourceWithParent
    where T : IResource
{
    IResource IResourceWithParent.Parent => Parent;

    new T Parent { get; }
}
