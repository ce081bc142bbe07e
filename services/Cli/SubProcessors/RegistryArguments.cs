using System.CommandLine;
using System.Globalization;

namespace PrivacyPlatform.Cli;

/// <summary>Arguments and options that several commands about the registry take.</summary>
internal static class RegistryArguments
{
    public static Argument<string?> OptionalRegister() => new("REGISTER")
    {
        Description = "A register, see: privacy subprocessors registers. Default: all of them.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public static Option<string?> Customer(string description = "How it stands for this customer. Default: for those without an agreement of their own.") =>
        new("--customer") { Description = description, HelpName = "customer" };

    public static Option<string?> Code(string name, string description, string helpName) => new(name) { Description = description, HelpName = helpName };

    /// <summary>A day in UTC, as the contract writes it; null, with an error, when it is none.</summary>
    public static Option<string> Day(string name, string description, bool required = true) => new(name)
    {
        Description = description,
        HelpName = "date",
        Required = required,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            {
                return text;
            }

            result.AddError($"{name} wants a date: 2026-03-01.");
            return null;
        },
    };

    public static Argument<DateTimeOffset?> When(string name, string description, ArgumentArity arity) => new(name)
    {
        Description = description,
        Arity = arity,
        CustomParser = result => Moment.Parse(result, name),
    };

    /// <summary>Of a command that begins now.</summary>
    public static string NewCommandId(Surroundings surroundings) => Guid.CreateVersion7(surroundings.Clock.GetUtcNow()).ToString();
}
