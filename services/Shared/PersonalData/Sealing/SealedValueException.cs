namespace PrivacyPlatform.PersonalData;

/// <summary>
/// A sealed value that is not what was sealed, or does not stand where it was sealed for. Never an answer about the person:
/// the event, the vault or the program is at fault.
/// </summary>
public sealed class SealedValueException : Exception
{
    private SealedValueException(string code, string message)
        : base(message) => Code = code;

    /// <summary>Stable: <c>sealed.malformed</c>, <c>sealed.misplaced</c>, <c>sealed.altered</c>, <c>sealed.too_large</c>.</summary>
    public string Code { get; }

    internal static SealedValueException Malformed() => new("sealed.malformed", "A sealed value does not have the form of one.");

    internal static SealedValueException Misplaced(string field) =>
        new("sealed.misplaced", $"The sealed value at '{field}' was sealed for another place.");

    internal static SealedValueException Altered(string field) =>
        new("sealed.altered", $"The sealed value at '{field}', or its key, is not the one that was sealed.");

    internal static SealedValueException TooLarge(string field, int most) =>
        new("sealed.too_large", $"The value for '{field}' is longer than {most} bytes.");
}
