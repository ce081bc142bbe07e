using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Our own projects and other programs. (The names are the package's.)</summary>
public static class ProjectResourceBuilderExtensions
{
    /// <summary>Adds a project that the AppHost references.</summary>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name)
        where TProject : IProjectMetadata, new() =>
        builder.AddResource(new ProjectResource(name)).WithAnnotation(new TProject());

    /// <summary>The same; launch profiles are not read here, whatever name is given.</summary>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(
        this IDistributedApplicationBuilder builder, string name, string? launchProfileName)
        where TProject : IProjectMetadata, new()
    {
        _ = launchProfileName;
        return builder.AddProject<TProject>(name);
    }
}

/// <inheritdoc cref="ProjectResourceBuilderExtensions" />
public static class ExecutableResourceBuilderExtensions
{
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="command">The program.</param>
    /// <param name="workingDirectory">Relative to the AppHost's folder.</param>
    /// <param name="args">The program's arguments.</param>
    public static IResourceBuilder<ExecutableResource> AddExecutable(
        this IDistributedApplicationBuilder builder, string name, string command, string workingDirectory, params string[]? args) =>
        builder.AddResource(new ExecutableResource(name, command, Path.GetFullPath(workingDirectory, builder.AppHostDirectory)))
            .WithArgs(args ?? []);
}
