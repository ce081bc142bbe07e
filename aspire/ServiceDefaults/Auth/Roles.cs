namespace PrivacyPlatform.ServiceDefaults;

/// <summary>The roles a token may carry in its <c>roles</c> claim. What each may do is written on the RPC.</summary>
public static class Roles
{
    /// <summary>A product that announces people's answers.</summary>
    public const string Emitter = "emitter";

    /// <summary>A product that asks "may I process this?".</summary>
    public const string Reader = "reader";

    /// <summary>Defines purposes and notices, keeps the registry.</summary>
    public const string Operator = "operator";

    /// <summary>Replays history, checks evidence.</summary>
    public const string Reviewer = "reviewer";

    /// <summary>The data protection officer.</summary>
    public const string Officer = "officer";

    /// <summary>Keeps the service itself going, for all tenants: whichever its token names. Sees none of their data.</summary>
    public const string Platform = "platform";

    public static IReadOnlyList<string> All { get; } = [Emitter, Reader, Operator, Reviewer, Officer, Platform];
}
