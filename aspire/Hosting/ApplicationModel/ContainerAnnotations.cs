namespace Aspire.Hosting.ApplicationModel;

/// <summary>A folder of the host, or a named volume, at a path inside the container.</summary>
public sealed class ContainerMountAnnotation(string? source, string target, ContainerMountType type, bool isReadOnly) : IResourceAnnotation
{
    public string? Source => source;

    public string Target => target;

    public ContainerMountType Type => type;

    public bool IsReadOnly => isReadOnly;
}

public enum ContainerMountType
{
    BindMount = 0,
    Volume = 1,
}

/// <summary>Files that are made at start and put into the container.</summary>
public sealed class ContainerFileSystemCallbackAnnotation : IResourceAnnotation
{
    public required string DestinationPath { get; init; }

    public required Func<ContainerFileSystemCallbackContext, CancellationToken, Task<IEnumerable<ContainerFileSystemItem>>> Callback { get; init; }
}

public sealed class ContainerFileSystemCallbackContext
{
    public required IResource Model { get; init; }
}

/// <summary>A file or folder to put into a container.</summary>
public abstract class ContainerFileSystemItem
{
    public string Name { get; set; } = "";
}

public sealed class ContainerFile : ContainerFileSystemItem
{
    public string? Contents { get; set; }
}

public sealed class ContainerDirectory : ContainerFileSystemItem
{
    public IEnumerable<ContainerFileSystemItem> Entries { get; set; } = [];
}
