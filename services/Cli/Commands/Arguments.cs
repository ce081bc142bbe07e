using System.CommandLine;

namespace PrivacyPlatform.Cli;

/// <summary>Arguments that several commands take.</summary>
internal static class Arguments
{
    public static Argument<string> Subject() => new("ID") { Description = "The subject's opaque id, as the product gives it; never an e-mail address." };
}
