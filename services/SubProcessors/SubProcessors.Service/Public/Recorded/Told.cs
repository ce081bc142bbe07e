using System.Runtime.InteropServices;
using PrivacyPlatform.SubProcessors.Service.Public.Editions;

namespace PrivacyPlatform.SubProcessors.Service.Public.Recorded;

/// <summary>What was known from an instant on: of a stream, its state after what was recorded then.</summary>
internal readonly record struct Told<T>(DateTimeOffset From, T Value);

/// <summary>Everything that was ever known of one thing, ascending by time.</summary>
internal static class Telling
{
    /// <summary>With what became known; of two from the same instant the later one counts.</summary>
    public static void Tell<T>(this List<Told<T>> told, DateTimeOffset from, T value)
    {
        // Clocks of two instances can differ by a little: nothing is known before what was recorded in front of it.
        var at = told is [.., var last] && last.From > from ? last.From : from;
        if (told is [.., var same] && same.From == at)
        {
            told.RemoveAt(told.Count - 1);
        }

        told.Add(new(at, value));
    }

    /// <summary>Days are those of UTC.</summary>
    public static DateTimeOffset Begin(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);

    /// <summary>What was known at an instant; null: nothing yet.</summary>
    public static T? At<T>(this List<Told<T>> told, DateTimeOffset instant)
        where T : class
    {
        var index = Instants.LastNotAfter<Told<T>>(CollectionsMarshal.AsSpan(told), instant, static one => one.From);
        return index < 0 ? null : told[index].Value;
    }
}
