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
        builder.Services.AddMessaging(builder.Configuration, plan);
        return builder;
    }
}
