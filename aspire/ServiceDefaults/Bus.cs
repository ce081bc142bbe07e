using Microsoft.AspNetCore.Builder;
using PrivacyPlatform.Messaging;

namespace PrivacyPlatform.ServiceDefaults;

/// <summary>The way to and from other services and product teams.</summary>
public static class Bus
{
    /// <summary>
    /// Takes in and announces what <paramref name="plan"/> says, over <c>ConnectionStrings:rabbitmq</c>; readiness asks for the
    /// broker, the consumers and the relay.
    /// </summary>
    public static WebApplicationBuilder AddBus(this WebApplicationBuilder builder, Action<MessagingPlan> plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        builder.Services.AddMessaging(builder.Configuration, bus =>
        {
            plan(bus);
            foreach (var (name, _) in ReadEvent.Types.Mapped.Keys)
            {
                bus.NotAnnounced(name, "Who looked at what is for reviewers, who can ask for it.");
            }
        });
        return builder;
    }
}
