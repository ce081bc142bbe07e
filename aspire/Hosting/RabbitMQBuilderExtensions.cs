using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>RabbitMQ servers. (The name is the package's.)</summary>
public static class RabbitMQBuilderExtensions
{
    internal const string DataPath = "/var/lib/rabbitmq";

    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="userName">The administrator; <c>guest</c> when null.</param>
    /// <param name="password">The administrator's password; a random one, kept from start to start, when null.</param>
    /// <param name="port">The port; null for a free one, which stays the same from start to start.</param>
    public static IResourceBuilder<RabbitMQServerResource> AddRabbitMQ(
        this IDistributedApplicationBuilder builder,
        string name,
        IResourceBuilder<ParameterResource>? userName = null,
        IResourceBuilder<ParameterResource>? password = null,
        int? port = null)
    {
        var server = new RabbitMQServerResource(
            name, userName?.Resource, password?.Resource ?? ParameterResourceBuilderExtensions.CreatePassword(builder, $"{name}-password"));
        return builder.AddResource(server).WithEndpoint(port, targetPort: 5672, name: RabbitMQServerResource.PrimaryEndpointName);
    }

    public static IResourceBuilder<RabbitMQServerResource> WithDataBindMount(
        this IResourceBuilder<RabbitMQServerResource> builder, string source, bool isReadOnly = false) =>
        builder.WithBindMount(source, DataPath, isReadOnly);

    public static IResourceBuilder<RabbitMQServerResource> WithDataVolume(
        this IResourceBuilder<RabbitMQServerResource> builder, string? name = null, bool isReadOnly = false) =>
        builder.WithVolume(name ?? $"{builder.Resource.Name}-data", DataPath, isReadOnly);
}
