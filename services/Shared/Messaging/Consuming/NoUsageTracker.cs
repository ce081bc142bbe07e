using MassTransit;
using MassTransit.UsageTracking;

namespace PrivacyPlatform.Messaging;

/// <summary>
/// Takes the place of MassTransit's tracker, which would report to its vendor. The option alone is not enough: the environment
/// variable MASSTRANSIT_USAGE_TELEMETRY would turn it on again.
/// </summary>
internal sealed class NoUsageTracker : IUsageTracker
{
    public void PreConfigureBus<T>(T configurator, IBusRegistrationContext context)
        where T : IBusFactoryConfigurator
    {
    }

    public void PreConfigureRider<T>(T configurator)
        where T : IRiderFactoryConfigurator
    {
    }
}
