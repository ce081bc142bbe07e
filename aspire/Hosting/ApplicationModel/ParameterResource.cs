namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value from outside: the configuration's <c>Parameters:{name}</c>, else its default.</summary>
public class ParameterResource : Resource, IManifestExpressionProvider, IValueProvider
{
    private readonly Lazy<string> _value;

    /// <param name="name">The parameter's name.</param>
    /// <param name="callback">Gives the value, from the default where the configuration has none.</param>
    /// <param name="secret">Whether the value is kept out of what is shown.</param>
    public ParameterResource(string name, Func<ParameterDefault?, string> callback, bool secret = false)
        : base(name)
    {
        Secret = secret;
        _value = new Lazy<string>(() => callback(Default));
    }

    public bool Secret { get; }

    public ParameterDefault? Default { get; set; }

    public string ValueExpression => $"{{{Name}.value}}";

    /// <exception cref="MissingParameterValueException">The configuration has no such value, and there is no default.</exception>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => new(_value.Value);
}

/// <summary>Where a parameter's value comes from when the configuration has none.</summary>
public abstract class ParameterDefault
{
    public abstract string GetDefaultValue();
}
