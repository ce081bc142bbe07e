using System.CommandLine;

namespace PrivacyPlatform.Cli;

/// <summary>Options that every command understands.</summary>
internal static class GlobalOptions
{
    public static readonly Option<string?> Tenant = new("--tenant")
    {
        Description = "The organization to act in. Default: PRIVACY_TENANT, or opsduty in development. With PRIVACY_TOKEN: must be the token's.",
        HelpName = "tenant",
        Recursive = true,
    };

    public static readonly Option<Uri?> Server = new("--server")
    {
        Description = "Address of the gRPC port of the service that is asked. Default: PRIVACY_URL (PRIVACY_SUBPROCESSORS_URL), or the system that ./run started.",
        HelpName = "url",
        Recursive = true,
        CustomParser = result =>
        {
            if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https")
            {
                return uri;
            }

            result.AddError("--server wants an http or https address, such as http://127.0.0.1:5001.");
            return null;
        },
    };

    public static readonly Option<bool> Json = new("--json")
    {
        Description = "For programs: one JSON document on stdout (history, reads and errors list: one for each line).",
        Recursive = true,
    };
}
