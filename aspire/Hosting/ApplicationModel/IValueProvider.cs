namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value that is known when the application runs: a parameter, a port, a connection string.</summary>
public interface IValueProvider
{
    ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default);
}

/// <summary>The name of a value in an expression, such as <c>{postgres.bindings.tcp.port}</c>.</summary>
public interface IManifestExpressionProvider
{
    string ValueExpression { get; }
}

/// <summary>A value that is made from others.</summary>
public interface IValueWithReferences
{
    IEnumerable<object> References { get; }
}
