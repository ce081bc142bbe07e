using System.CommandLine;

namespace PrivacyPlatform.Cli;

/// <summary>In whose name the program asks.</summary>
internal static class Identity
{
    public const string DefaultTenant = "opsduty";
    private const string Actor = "privacy-cli";
    private static readonly string[] Roles = ["reader", "reviewer", "operator", "platform"];
    private static readonly TimeSpan Valid = TimeSpan.FromMinutes(5);

    /// <summary>The tenant that was named; null when none was.</summary>
    public static string? NamedTenant(ParseResult parsed, Surroundings surroundings) =>
        parsed.GetValue(GlobalOptions.Tenant) ?? surroundings.Setting("PRIVACY_TENANT");

    /// <summary>PRIVACY_TOKEN, or a short-lived one from the development key.</summary>
    public static string Token(ParseResult parsed, Surroundings surroundings, params string[] roles) =>
        surroundings.Setting("PRIVACY_TOKEN")
        ?? new DevelopmentKey(surroundings).Sign(NamedTenant(parsed, surroundings) ?? DefaultTenant, Actor, [.. Roles, .. roles], Valid);
}
