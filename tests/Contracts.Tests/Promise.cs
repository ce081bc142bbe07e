using Google.Protobuf.Reflection;

namespace PrivacyPlatform.Contracts.Tests;

/// <summary>
/// What a contract promises, one fact a line. A line that was there and is there no more is a broken promise; a line that is new is none:
/// a field of a known number with another name, type or label shows as one line gone and another come.
/// </summary>
internal static class Promise
{
    public static string[] Of(IEnumerable<FileDescriptor> files) => [.. files.SelectMany(Lines).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The promises that are not kept; empty: compatible.</summary>
    public static string[] Broken(IEnumerable<string> baseline, IEnumerable<string> now)
    {
        var kept = now.ToHashSet(StringComparer.Ordinal);
        return [.. baseline.Where(line => !kept.Contains(line))];
    }

    private static IEnumerable<string> Lines(FileDescriptor file) =>
        file.MessageTypes.SelectMany(Lines).Concat(file.EnumTypes.SelectMany(Lines)).Concat(file.Services.SelectMany(Lines));

    private static IEnumerable<string> Lines(MessageDescriptor message) =>
        message.Fields.InDeclarationOrder().Select(Line)
            .Concat(message.EnumTypes.SelectMany(Lines))
            .Concat(message.NestedTypes.SelectMany(Lines))
            .Prepend($"message {message.FullName}");

    // The JSON name is part of it: JSON is what travels.
    private static string Line(FieldDescriptor field)
    {
        var label = field.IsRepeated ? "repeated" : field.HasPresence ? "optional" : "singular";
        var type = field.FieldType switch
        {
            FieldType.Message => field.MessageType.FullName,
            FieldType.Enum => field.EnumType.FullName,
            var scalar => scalar.ToString().ToLowerInvariant(),
        };
        var oneOf = field.RealContainingOneof is { } group ? $" in {group.Name}" : "";
        return $"field {field.ContainingType.FullName} {field.FieldNumber} = {label} {type} {field.Name} \"{field.JsonName}\"{oneOf}";
    }

    private static IEnumerable<string> Lines(EnumDescriptor type) =>
        type.Values.Select(value => $"value {type.FullName} {value.Number} = {value.Name}").Prepend($"enum {type.FullName}");

    private static IEnumerable<string> Lines(ServiceDescriptor service) =>
        service.Methods
            .Select(method => $"rpc {method.FullName} ({Stream(method.IsClientStreaming)}{method.InputType.FullName}) returns ({Stream(method.IsServerStreaming)}{method.OutputType.FullName})")
            .Prepend($"service {service.FullName}");

    private static string Stream(bool streaming) => streaming ? "stream " : "";
}
