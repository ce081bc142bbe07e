using MassTransit;
using MassTransit.RabbitMqTransport;

namespace PrivacyPlatform.Messaging;

/// <summary>Declares our topology on every new channel before anything is consumed from it: error and dead queues are there before the first failure.</summary>
internal sealed class TopologyFilter(BrokerTopology topology) : IFilter<ChannelContext>
{
    public async Task Send(ChannelContext context, IPipe<ChannelContext> next)
    {
        await topology.Declare(context.Channel, context.CancellationToken);
        await next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("topology");
}
