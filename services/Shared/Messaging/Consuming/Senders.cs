using MassTransit;
using Microsoft.Extensions.Options;

namespace PrivacyPlatform.Messaging;

/// <summary>Tells who a message is from, by what the broker vouches for, and for which tenants that one may speak.</summary>
internal sealed class Senders(IOptionsMonitor<SenderOptions> options)
{
    /// <summary>Null when the broker vouches for nobody.</summary>
    public Sender? Of(RabbitMqBasicConsumeContext delivery, string queue)
    {
        if (delivery.Properties.UserId is not { Length: > 0 } user)
        {
            return null;
        }

        // Sent again: straight to the queue, to which producers have no right, by somebody who is known to do that.
        if (delivery.Exchange != queue || !options.CurrentValue.Operators.Contains(user))
        {
            return new(user, SentAgainBy: null);
        }

        return WireHeaders.Text(delivery.Properties, WireHeaders.SentBy) is { } first ? new(first, user) : null;
    }

    /// <exception cref="MessageRejectedException"><see cref="EdgeCodes.NoUser"/> or <see cref="EdgeCodes.TenantDiffers"/>.</exception>
    public Sender Speaking(RabbitMqBasicConsumeContext delivery, string queue, string tenant)
    {
        var sender = Of(delivery, queue)
            ?? throw new MessageRejectedException(new(EdgeCodes.NoUser, "The message does not say which broker user sent it.", "user_id"));
        var tenants = options.CurrentValue.Tenants.GetValueOrDefault(sender.User) ?? [];
        return tenants.Contains(tenant, StringComparer.Ordinal) || tenants.Contains(SenderOptions.EveryTenant, StringComparer.Ordinal)
            ? sender
            : throw new MessageRejectedException(new(EdgeCodes.TenantDiffers, "The message names a tenant for which its sender may not speak.", WireHeaders.Tenant));
    }
}

/// <param name="User">The broker user whose message it is.</param>
/// <param name="SentAgainBy">The operator who sent it again from an error queue; null for one that came by itself.</param>
internal sealed record Sender(string User, string? SentAgainBy)
{
    /// <summary>As it is stored with every event: also who sent it again, since an operator could have changed it on the way.</summary>
    public string Actor => SentAgainBy is null ? $"bus:{User}" : $"bus:{User}|{SentAgainBy}";
}
