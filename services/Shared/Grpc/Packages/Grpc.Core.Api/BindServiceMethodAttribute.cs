namespace Grpc.Core;

/// <summary>Generated service bases name the method that binds them with this.</summary>
/// <param name="bindType">The type that has the method.</param>
/// <param name="bindMethodName">The static method's name; it takes a <see cref="ServiceBinderBase"/> and the service.</param>
[AttributeUsage(AttributeTargets.Class)]
public class BindServiceMethodAttribute(Type bindType, string bindMethodName) : Attribute
{
    /// <summary>The type that has the method.</summary>
    public Type BindType { get; } = bindType;

    /// <summary>The static method's name.</summary>
    public string BindMethodName { get; } = bindMethodName;
}
