using MassTransit;
using PrivacyPlatform.Kernel;

namespace PrivacyPlatform.Messaging;

/// <summary>
/// Stands in MassTransit's error pipe: what could not be read, and what failed without being transient, goes to the error queue.
/// MassTransit's own filter would copy exception texts and stack traces into headers; those may quote personal data.
/// </summary>
internal sealed class ErrorQueueFilter(ErrorQueue errors, string queue) : IFilter<ExceptionReceiveContext>
{
    public async Task Send(ExceptionReceiveContext context, IPipe<ExceptionReceiveContext> next)
    {
        if (context.Exception is MessageReturnedException)
        {
            // Out of the error pipe, so that the message is not acknowledged but put back.
            throw context.Exception;
        }

        if (!context.IsFaulted)
        {
            await context.NotifyFaulted(context.Exception);
        }

        await errors.Move(context, queue, ReasonOf(context.Exception));
        await next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("errorQueue");

    private static Refusal ReasonOf(Exception exception) => exception is MessageRejectedException rejected
        ? rejected.Reason
        : new(EdgeCodes.Failed, $"The consumer failed with {exception.GetType().Name}; the service's log says more.");
}
