using System.Buffers;
using System.Text;
using PrivacyPlatform.Kernel;

namespace PrivacyPlatform.Consent.Subjects;

/// <summary>What a person says about an answer in words of their own. In clear it exists at the edge only, on its way to being sealed.</summary>
public static class Statement
{
    /// <summary>In UTF-16 units.</summary>
    public const int MostCharacters = 4000;

    /// <summary>What is wrong with a text; null: nothing.</summary>
    /// <param name="text">Null: none was given.</param>
    public static Refusal? Check(string? text) =>
        text is null || (text.Length <= MostCharacters && IsReadable(text)) ? null : SubjectRefusals.StatementMalformed;

    // Half a surrogate pair could not be read back as it is.
    private static bool IsReadable(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out var rune, out var length) != OperationStatus.Done
                || (Rune.IsControl(rune) && rune.Value is not ('\n' or '\r' or '\t')))
            {
                return false;
            }

            text = text[length..];
        }

        return true;
    }
}
