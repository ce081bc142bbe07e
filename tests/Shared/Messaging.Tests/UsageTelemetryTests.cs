using MassTransit;
using MassTransit.UsageTracking;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PrivacyPlatform.Testing.RabbitMq;

namespace PrivacyPlatform.Messaging.Tests;

public sealed class UsageTelemetryTests
{
    [Fact]
    public async Task Nothing_is_reported_to_the_vendor_whatever_the_environment_says()
    {
        await using var broker = await TestBroker.Create();
        await using var service = await TrialService.Start(broker.Administrator, new Decisions());

        service.Services.GetRequiredService<IOptions<UsageTelemetryOptions>>().Value.Enabled.ShouldBeFalse();
        service.Services.GetServices<IUsageTracker>().ShouldHaveSingleItem().ShouldNotBeOfType<UsageTracker>();
    }

    [Fact]
    public async Task Without_our_registration_it_would_report()
    {
        await using var services = new ServiceCollection().AddLogging().AddMassTransit(bus => bus.UsingInMemory()).BuildServiceProvider();

        services.GetServices<IUsageTracker>().ShouldHaveSingleItem().ShouldBeOfType<UsageTracker>().Enabled.ShouldBeTrue();
    }
}
