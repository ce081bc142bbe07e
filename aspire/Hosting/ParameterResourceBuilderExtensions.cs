using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Local;
using Aspire.Hosting.Orchestration;

namespace Aspire.Hosting;

/// <summary>Values from outside. (The name is the package's.)</summary>
public static class ParameterResourceBuilderExtensions
{
    /// <summary>A value that the configuration must have as <c>Parameters:{name}</c>.</summary>
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, bool secret = false) =>
        builder.AddResource(Create(builder, name, secret, null));

    /// <summary>A fixed value, which the configuration may override.</summary>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, string value, bool publishValueAsDefault = false, bool secret = false) =>
        builder.AddParameter(name, () => value, publishValueAsDefault, secret);

    /// <inheritdoc cref="AddParameter(IDistributedApplicationBuilder, string, string, bool, bool)" />
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, Func<string> valueGetter, bool publishValueAsDefault = false, bool secret = false) =>
        builder.AddResource(Create(builder, name, secret, new FixedDefault(valueGetter)));

    /// <summary>A value that is made when the configuration has none.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The parameter's name.</param>
    /// <param name="value">How it is made.</param>
    /// <param name="secret">Whether it is kept out of what is shown.</param>
    /// <param name="persist">Whether the same value is used at the next start: kept in <c>.local/secrets/{name}</c>, mode 0600.</param>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, ParameterDefault value, bool secret = false, bool persist = false) =>
        builder.AddResource(Create(builder, name, secret, persist ? new KeptDefault(builder, name, value) : value));

    internal static ParameterResource CreatePassword(IDistributedApplicationBuilder builder, string name) =>
        Create(builder, name, secret: true, new KeptDefault(builder, name, new GenerateParameterDefault { MinLength = 32, Special = false }));

    private static ParameterResource Create(IDistributedApplicationBuilder builder, string name, bool secret, ParameterDefault? value) =>
        new(
            name,
            fallback => builder.Configuration[$"Parameters:{name}"]
                ?? fallback?.GetDefaultValue()
                ?? throw new MissingParameterValueException($"The configuration has no 'Parameters:{name}'."),
            secret)
        {
            Default = value,
        };

    private sealed class FixedDefault(Func<string> value) : ParameterDefault
    {
        public override string GetDefaultValue() => value();
    }

    private sealed class KeptDefault(IDistributedApplicationBuilder builder, string name, ParameterDefault value) : ParameterDefault
    {
        public override string GetDefaultValue() =>
            Secret.KeptIn(Path.Combine(LocalFolders.Of(builder).Secrets, name), value.GetDefaultValue);
    }
}
