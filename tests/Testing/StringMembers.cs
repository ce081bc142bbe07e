using System.Collections;
using System.Reflection;

namespace PrivacyPlatform.Testing;

/// <summary>Where records can hold a string: what a list of decided strings is held against.</summary>
public static class StringMembers
{
    private static readonly Type[] Harmless = [typeof(DateTimeOffset), typeof(DateOnly), typeof(bool), typeof(int), typeof(long), typeof(Guid)];

    /// <summary><c>Type.Member</c> of every member that is a string, or of a type that could hide one, in these types and the types of their members.</summary>
    public static IReadOnlySet<string> Of(IEnumerable<Type> types)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var seen = new HashSet<Type>();
        var open = new Queue<Type>(types);
        while (open.TryDequeue(out var type))
        {
            if (!seen.Add(type))
            {
                continue;
            }

            foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
            {
                var content = ContentOf(property.PropertyType);
                if (content.IsEnum || Harmless.Contains(content))
                {
                    continue;
                }

                if (content.Assembly == type.Assembly && content != type)
                {
                    open.Enqueue(content);
                    continue;
                }

                found.Add($"{type.Name}.{property.Name}");
            }
        }

        return found;
    }

    private static Type ContentOf(Type type) =>
        Nullable.GetUnderlyingType(type)
        ?? (type != typeof(string) && type.IsGenericType && type.IsAssignableTo(typeof(IEnumerable)) ? type.GetGenericArguments()[^1] : type);
}
