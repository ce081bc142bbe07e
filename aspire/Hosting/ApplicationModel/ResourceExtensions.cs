namespace Aspire.Hosting.ApplicationModel;

/// <summary>Reads what was said of a resource. (The name is the package's.)</summary>
public static class ResourceExtensions
{
    public static EndpointReference GetEndpoint(this IResourceWithEndpoints resource, string endpointName) => new(resource, endpointName);

    public static IEnumerable<EndpointReference> GetEndpoints(this IResourceWithEndpoints resource) =>
        resource.Annotations.OfType<EndpointAnnotation>().Select(endpoint => new EndpointReference(resource, endpoint.Name));

    /// <summary>The environment variables that a resource starts with, values resolved.</summary>
    public static async ValueTask<Dictionary<string, string>> GetEnvironmentVariableValuesAsync(this IResourceWithEnvironment resource)
    {
        var context = new EnvironmentCallbackContext(resource);
        foreach (EnvironmentCallbackAnnotation annotation in resource.Annotations.OfType<EnvironmentCallbackAnnotation>())
        {
            await annotation.Callback(context);
        }

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string name, object value) in context.EnvironmentVariables)
        {
            values[name] = await Resolve(value) ?? "";
        }

        return values;
    }

    /// <summary>The arguments that a resource starts with, values resolved.</summary>
    public static async ValueTask<string[]> GetArgumentValuesAsync(this IResourceWithArgs resource)
    {
        var context = new CommandLineArgsCallbackContext([]);
        foreach (CommandLineArgsCallbackAnnotation annotation in resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>())
        {
            await annotation.Callback(context);
        }

        var values = new List<string>();
        foreach (object value in context.Args)
        {
            if (await Resolve(value) is { } text)
            {
                values.Add(text);
            }
        }

        return [.. values];
    }

    private static async ValueTask<string?> Resolve(object value) =>
        value is IValueProvider provider ? await provider.GetValueAsync() : value.ToString();
}
