namespace PrivacyPlatform.ServiceDefaults;

/// <summary>On a method that reviewers or officers may call and that is no read of theirs: a command, whose own events say who gave it.</summary>
/// <param name="reason">For the reader of the code.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UnrecordedAttribute(string reason) : Attribute
{
    public string Reason { get; } = reason;
}
