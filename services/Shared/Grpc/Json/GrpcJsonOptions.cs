using Google.Protobuf.Reflection;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>How methods take and give JSON.</summary>
public sealed class GrpcJsonOptions
{
    /// <summary>The messages that a <c>google.protobuf.Any</c> may hold.</summary>
    public TypeRegistry TypeRegistry { get; set; } = TypeRegistry.Empty;

    /// <summary>Whether fields with their default value are written; a reader sees <c>"recorded": false</c> rather than nothing.</summary>
    public bool WriteDefaultValues { get; set; } = true;
}
