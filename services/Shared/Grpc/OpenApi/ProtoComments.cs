using System.Collections.Concurrent;
using System.Reflection;
using System.Xml;
using System.Xml.Linq;
using Google.Protobuf.Reflection;

namespace PrivacyPlatform.Calls.OpenApi;

/// <summary>
/// The comments of .proto files. Descriptors in generated code have lost them, but the compiler's documentation file
/// beside the contracts' assembly has them; without that file there are no comments.
/// </summary>
internal sealed class ProtoComments
{
    private readonly ConcurrentDictionary<Assembly, IReadOnlyDictionary<string, string>> files = [];

    public string? Of(MessageDescriptor message) => Find(message.ClrType, $"T:{Name(message.ClrType)}");

    public string? Of(FieldDescriptor field) =>
        field.ContainingType.ClrType is { } type ? Find(type, $"P:{Name(type)}.{PropertyOf(field)}") : null;

    public string? Of(EnumDescriptor type) => Find(type.ClrType, $"T:{Name(type.ClrType)}");

    /// <summary>From the generated service base: the longest-lived place that repeats a method's comment.</summary>
    public string? Of(MethodDescriptor method)
    {
        var type = method.InputType.ClrType;
        var start = $"M:{method.Service.File.GetOptions()?.CsharpNamespace ?? type.Namespace}.{method.Service.Name}.{method.Service.Name}Base.{method.Name}(";
        return File(type.Assembly).FirstOrDefault(entry => entry.Key.StartsWith(start, StringComparison.Ordinal)).Value;
    }

    private static string Name(Type? type) => type?.FullName?.Replace('+', '.') ?? "";

    private static string PropertyOf(FieldDescriptor field) =>
        string.Concat(field.Name.Split('_').Where(word => word.Length > 0).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    private static Dictionary<string, string> Read(Assembly assembly)
    {
        var path = Path.Combine(AppContext.BaseDirectory, $"{assembly.GetName().Name}.xml");
        if (!System.IO.File.Exists(path))
        {
            return [];
        }

        try
        {
            return XDocument.Load(path).Descendants("member")
                .Where(member => member.Attribute("name") is not null && member.Element("summary") is not null)
                .GroupBy(member => member.Attribute("name")!.Value, StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => Plain(group.First().Element("summary")!.Value), StringComparer.Ordinal);
        }
        catch (XmlException)
        {
            return [];
        }
    }

    private static string Plain(string text) => string.Join(' ', text.Split((char[])[' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries));

    private string? Find(Type? type, string name) =>
        type is not null && File(type.Assembly).TryGetValue(name, out var text) && text.Length > 0 ? text : null;

    private IReadOnlyDictionary<string, string> File(Assembly assembly) => files.GetOrAdd(assembly, Read);
}
