using System.Text;

namespace PrivacyPlatform.EndToEnd.Tests;

/// <summary>Places in which a text may have been left, searched for it in every form in which programs write texts down.</summary>
internal sealed class Haystack
{
    private readonly List<(string Place, Func<byte[]> Content)> places = [];

    public Haystack Add(string place, byte[] content)
    {
        places.Add((place, () => content));
        return this;
    }

    /// <summary>Every file below a folder. One that goes away meanwhile was left by nobody.</summary>
    public Haystack AddFiles(string place, string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None }))
        {
            places.Add(($"{place}: {Path.GetRelativePath(folder, file)}", () => File.Exists(file) ? File.ReadAllBytes(file) : []));
        }

        return this;
    }

    /// <summary>By text, the places that hold it; a place is read once.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Find(params string[] texts)
    {
        var forms = texts.ToDictionary(text => text, text => Forms(text).ToArray());
        var held = places.AsParallel().AsOrdered().Select(place =>
        {
            var bytes = place.Content();
            return (place.Place, Texts: texts.Where(text => forms[text].Any(form => bytes.AsSpan().IndexOf(form) >= 0)).ToList());
        }).ToList();
        return texts.ToDictionary(text => text, IReadOnlyList<string> (text) => [.. held.Where(one => one.Texts.Contains(text)).Select(one => one.Place)]);
    }

    private static IEnumerable<byte[]> Forms(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        yield return bytes;
        yield return Encoding.Unicode.GetBytes(text);
        yield return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(bytes));
        yield return Encoding.ASCII.GetBytes(Convert.ToHexString(bytes));
        // In base64 a text has three forms, by where it begins; the ends depend on the neighbors and are left out.
        for (var shift = 0; shift < 3; shift++)
        {
            yield return Encoding.ASCII.GetBytes(Convert.ToBase64String([.. new byte[shift], .. bytes])[4..^4]);
        }
    }
}
