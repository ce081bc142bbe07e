using System.CommandLine;
using System.Globalization;

namespace PrivacyPlatform.Cli;

/// <summary><c>privacy token</c>: a token of the development system, for curl and grpcurl.</summary>
internal static class TokenCommand
{
    private static readonly string[] KnownRoles = ["emitter", "reader", "operator", "reviewer", "officer", "platform"];
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    public static Command Build(Surroundings surroundings)
    {
        var roles = new Option<string[]>("--role")
        {
            Description = "What the bearer may do; may be given several times. Default: reader.",
            HelpName = "role",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => ["reader"],
        };
        roles.AcceptOnlyFromAmong(KnownRoles);
        var actor = new Option<string>("--actor") { Description = "Who acts: a code, stored with every event.", HelpName = "code", DefaultValueFactory = _ => "developer" };
        var valid = new Option<TimeSpan>("--valid")
        {
            Description = "For how long: 90s, 15m, 1h; at most 24h.",
            HelpName = "duration",
            DefaultValueFactory = _ => TimeSpan.FromHours(1),
            CustomParser = result =>
            {
                if (TryParse(result.Tokens[0].Value, out var duration))
                {
                    return duration;
                }

                result.AddError("--valid wants 90s, 15m or 1h, at most 24h.");
                return default;
            },
        };
        var command = new DocumentedCommand(
            "token",
            "Signs a token with the development key that ./run made. For development only: no other system accepts it.",
            "privacy token",
            "privacy token --role emitter --actor opsduty-web --valid 15m",
            "curl -H \"authorization: Bearer $(privacy token --role reviewer)\" ...")
        {
            roles,
            actor,
            valid,
        };
        command.SetAction(parsed =>
        {
            var tenant = Identity.NamedTenant(parsed, surroundings) ?? Identity.DefaultTenant;
            var token = new DevelopmentKey(surroundings).Sign(tenant, parsed.GetValue(actor)!, parsed.GetValue(roles)!, parsed.GetValue(valid));
            surroundings.Out.WriteLine(parsed.GetValue(GlobalOptions.Json) ? System.Text.Json.JsonSerializer.Serialize(new { token }) : token);
            return ExitCode.Ok;
        });
        return command;
    }

    internal static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        if (text.Length < 2 || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        var unit = text[^1] switch { 's' => 1, 'm' => 60, 'h' => 3600, _ => 0 };
        duration = TimeSpan.FromSeconds((double)number * unit);
        return duration > TimeSpan.Zero && duration <= Longest;
    }
}
