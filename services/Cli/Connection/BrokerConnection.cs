using System.CommandLine;
using PrivacyPlatform.Messaging;
using RabbitMQ.Client.Exceptions;

namespace PrivacyPlatform.Cli;

/// <summary>The error queues of the broker, with the operator's rights.</summary>
internal static class BrokerConnection
{
    public static readonly Option<Uri?> Broker = new("--broker")
    {
        Description = "AMQP address with the operator's user. Default: PRIVACY_BROKER, or the system that ./run started.",
        HelpName = "amqp-url",
        Recursive = true,
        CustomParser = result =>
        {
            if (Parse(result.Tokens[0].Value) is { } uri)
            {
                return uri;
            }

            // Not the text itself: it may hold a password.
            result.AddError("--broker wants an amqp or amqps address, such as amqp://user@host:5672/vhost.");
            return null;
        },
    };

    /// <summary>Opens the error queues; what the broker says no to becomes a <see cref="CliException"/>.</summary>
    public static async Task<T> Ask<T>(ParseResult parsed, Surroundings surroundings, Func<ErrorQueues, Task<T>> question)
    {
        try
        {
            return await question(new ErrorQueues(Address(parsed, surroundings)));
        }
        catch (BrokerUnreachableException e) when (e.InnerException is AuthenticationFailureException or PossibleAuthenticationFailureException)
        {
            throw new CliException(ExitCode.Refused, "broker.access_refused", "The broker does not accept this user.", inner: e);
        }
        catch (OperationInterruptedException e) when (e.ShutdownReason?.ReplyCode == RabbitMQ.Client.Constants.AccessRefused)
        {
            throw new CliException(ExitCode.Refused, "broker.access_refused", "This user may not read or refill the error queues.", inner: e);
        }
        catch (Exception e) when (e is BrokerUnreachableException or OperationInterruptedException or AlreadyClosedException)
        {
            throw new CliException(ExitCode.Unreachable, "cli.broker_unreachable", "The broker does not answer.", inner: e);
        }
    }

    private static Uri Address(ParseResult parsed, Surroundings surroundings)
    {
        if (parsed.GetValue(Broker) is { } named)
        {
            return named;
        }

        return surroundings.Setting("PRIVACY_BROKER") is not { } variable
            ? new Endpoints(surroundings).Address("operator-broker", "connectionString")
            : Parse(variable) ?? throw new CliException(ExitCode.Usage, "cli.url_malformed", "PRIVACY_BROKER is no AMQP address.", "PRIVACY_BROKER");
    }

    private static Uri? Parse(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "amqp" or "amqps" ? uri : null;
}
