using System.Collections;
using System.Globalization;
using System.Text.RegularExpressions;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace PrivacyPlatform.ServiceDefaults;

/// <summary>What a request asks for, as fields and codes. Text that is no code is not kept, whatever a contract may allow one day.</summary>
internal static partial class Asked
{
    private const int MostFields = 40;

    /// <summary>Fields that are set, in the contract's order; at most forty.</summary>
    public static IReadOnlyList<AskedFor> For(IMessage request) => [.. Fields(request, "").Take(MostFields)];

    private static IEnumerable<AskedFor> Fields(IMessage message, string within)
    {
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder())
        {
            var name = within + field.Name;
            var value = field.Accessor.GetValue(message);
            var told = value switch
            {
                IDictionary map => map.Count == 0 ? [] : [new(name, "(map)")],
                IList list => list.Cast<object>().SelectMany(one => Of(field, one, name)),
                _ => Of(field, value, name),
            };
            foreach (var one in told)
            {
                yield return one;
            }
        }
    }

    private static IEnumerable<AskedFor> Of(FieldDescriptor field, object? value, string name) => value switch
    {
        null or "" or false or 0 or 0L or 0u or 0ul => [],
        Timestamp at => [new(name, IsInstant(at) ? at.ToDateTimeOffset().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture) : "(text)")],
        IMessage inner => Fields(inner, name + "."),
        string text => [new(name, Code().IsMatch(text) ? text : "(text)")],
        ByteString bytes => bytes.IsEmpty ? [] : [new(name, "(bytes)")],
        System.Enum => field.EnumType.FindValueByNumber((int)value) is { Number: not 0 } word ? [new(name, word.Name)] : [],
        IFormattable number => [new(name, number.ToString(null, CultureInfo.InvariantCulture))],
        _ => [new(name, "true")],
    };

    /// <summary>Between the years 1 and 9999, as the contract of a timestamp has it; others can be sent all the same.</summary>
    public static bool IsInstant(Timestamp at) => at is { Seconds: >= -62_135_596_800 and <= 253_402_300_799, Nanos: >= 0 and <= 999_999_999 };

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._:/-]{0,199}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Code();
}
