using System.Reflection;
using Google.Protobuf.Reflection;
using Grpc.Core;

namespace PrivacyPlatform.Calls.Invocation;

/// <summary>What generated code tells of a service.</summary>
internal static class GeneratedService
{
    /// <exception cref="InvalidOperationException">The type does not derive from a generated service base.</exception>
    public static BindServiceMethodAttribute BindingOf(Type service)
    {
        for (var type = service; type is not null; type = type.BaseType)
        {
            if (type.GetCustomAttribute<BindServiceMethodAttribute>(inherit: false) is { } binding)
            {
                return binding;
            }
        }

        throw new InvalidOperationException($"{service} does not derive from a generated gRPC service base.");
    }

    /// <summary>Null for a service that was not generated from a .proto file.</summary>
    public static ServiceDescriptor? DescriptorOf(Type service) =>
        BindingOf(service).BindType.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?.GetValue(obj: null) as ServiceDescriptor;
}
