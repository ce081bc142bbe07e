using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace PrivacyPlatform.AppHost;

/// <summary>Passwords and logins of a developer's machine: random, made at first start, kept from start to start.</summary>
internal static class Passwords
{
    /// <summary>Letters and digits only, so that it stands in a connection string or an address as it is.</summary>
    internal static IResourceBuilder<ParameterResource> AddPassword(this IDistributedApplicationBuilder builder, string name) =>
        builder.AddParameter(name, new GenerateParameterDefault { MinLength = 32, Special = false }, secret: true, persist: true);

    /// <summary>A role of its own in a database, as a connection string. The service's migration makes the role, with the password found here.</summary>
    internal static IResourceBuilder<ConnectionStringResource> AddLogin(
        this IResourceBuilder<PostgresDatabaseResource> database, string name, string role)
    {
        IResourceBuilder<ParameterResource> password = database.ApplicationBuilder.AddPassword($"{name}-password");
        EndpointReference server = database.Resource.Parent.PrimaryEndpoint;
        return database.ApplicationBuilder.AddConnectionString(name, ReferenceExpression.Create(
            $"Host={server.Property(EndpointProperty.Host)};Port={server.Property(EndpointProperty.Port)};Database={database.Resource.DatabaseName};Username={role};Password={password}"));
    }
}
