using System.Buffers;

namespace PrivacyPlatform.PersonalData;

internal static class Codes
{
    private static readonly SearchValues<char> Allowed = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.:-|/");

    /// <summary>Certificates and journals are kept for ever and shown to others: nothing gets in that reads like a person's name or address.</summary>
    public static void Check(string value, string name)
    {
        if (string.IsNullOrEmpty(value) || value.Length > 128 || value.AsSpan().ContainsAnyExcept(Allowed))
        {
            throw new ArgumentException("Must be a code of 1 to 128 letters, digits and _.:-|/", name);
        }
    }
}
