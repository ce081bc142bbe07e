using PrivacyPlatform.Testing.RabbitMq;

namespace PrivacyPlatform.Messaging.Tests;

/// <summary>One service on a virtual host of its own, and a product team, for a whole test class.</summary>
public sealed class TrialFixture : IAsyncLifetime
{
    private TrialService? service;
    private ForeignProducer? producer;

    public TestBroker Broker { get; private set; } = null!;

    internal TrialService Service => service!;

    internal ForeignProducer Producer => producer!;

    public async ValueTask InitializeAsync()
    {
        Broker = await TestBroker.Create();
        service = await TrialService.Start(Broker.Administrator, new Decisions());
        producer = await ForeignProducer.Connect(Broker);
    }

    public async ValueTask DisposeAsync()
    {
        await Producer.DisposeAsync();
        await Service.DisposeAsync();
        await Broker.DisposeAsync();
    }

    internal async Task StopService() => await Service.DisposeAsync();

    internal async Task StartService() => service = await TrialService.Start(Broker.Administrator, new Decisions());
}
