using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace PrivacyPlatform.AppHost;

/// <summary>Who may do what on the broker. The expressions are those of services/Shared/Messaging/README.md.</summary>
internal static class BrokerUsers
{
    /// <summary>The product team of the demo: captures answers, hears what became of them.</summary>
    internal static readonly BrokerUser OpsDuty = new(
        "opsduty",
        ["opsduty"],
        Configure: @"^opsduty\.[a-z0-9.-]+$",
        Write: @"^(opsduty\.[a-z0-9.-]+|privacyplatform\.consent\.v1\.ConsentCaptured)$",
        Read: @"^(opsduty\.[a-z0-9.-]+|privacyplatform\.consent\.v1\.(ConsentGranted|ConsentDenied|ConsentWithdrawn|PastAnswerRecorded|SubjectErased|PurposeDefined|NoticePublished)|privacyplatform\.subprocessors\.v1\.(RegisterDefined|VendorDescribed|EngagementListed|EngagementAnnounced|EngagementCorrected|EngagementObjected|ObjectionWithdrawn|EngagementActivated|EngagementSuspended|EngagementResumed|EngagementRetired|TransferMechanismInvalidated|DisclosureRecorded))$")
    {
        TenantExchanges =
        [
            "privacyplatform.consent.v1.ConsentCaptured",
            "privacyplatform.consent.v1.ConsentGranted",
            "privacyplatform.consent.v1.ConsentDenied",
            "privacyplatform.consent.v1.ConsentWithdrawn",
            "privacyplatform.consent.v1.PastAnswerRecorded",
            "privacyplatform.consent.v1.SubjectErased",
            "privacyplatform.consent.v1.PurposeDefined",
            "privacyplatform.consent.v1.NoticePublished",
            "privacyplatform.subprocessors.v1.RegisterDefined",
            "privacyplatform.subprocessors.v1.VendorDescribed",
            "privacyplatform.subprocessors.v1.EngagementListed",
            "privacyplatform.subprocessors.v1.EngagementAnnounced",
            "privacyplatform.subprocessors.v1.EngagementCorrected",
            "privacyplatform.subprocessors.v1.EngagementObjected",
            "privacyplatform.subprocessors.v1.ObjectionWithdrawn",
            "privacyplatform.subprocessors.v1.EngagementActivated",
            "privacyplatform.subprocessors.v1.EngagementSuspended",
            "privacyplatform.subprocessors.v1.EngagementResumed",
            "privacyplatform.subprocessors.v1.EngagementRetired",
            "privacyplatform.subprocessors.v1.TransferMechanismInvalidated",
            "privacyplatform.subprocessors.v1.DisclosureRecorded",
        ],
    };

    /// <summary>Looks at error queues and sends their messages again.</summary>
    internal static readonly BrokerUser Operator = new(
        "operator",
        [],
        Configure: "^$",
        Write: @"^[a-z]+\.[a-z0-9-]+$",
        Read: @"^[a-z]+\.[a-z0-9-]+(_error|_dead)$");

    /// <summary>Lets the service believe messages of these users about their tenants, and of others that the operator sends again.</summary>
    internal static IResourceBuilder<ProjectResource> WithSenders(this IResourceBuilder<ProjectResource> service, params BrokerUser[] users)
    {
        foreach (BrokerUser user in users)
        {
            foreach ((int position, string tenant) in user.Tenants.Index())
            {
                service.WithEnvironment($"Bus__Tenants__{user.Name}__{position}", tenant);
            }
        }

        return service.WithEnvironment("Bus__Operators__0", Operator.Name);
    }

    /// <summary>Adds a user to the broker, and its address as a connection string.</summary>
    internal static IResourceBuilder<ConnectionStringResource> AddUser(
        this IResourceBuilder<RabbitMQServerResource> broker, string name, BrokerUser user)
    {
        IResourceBuilder<ParameterResource> password = broker.ApplicationBuilder.AddPassword($"{name}-password");
        if (!broker.Resource.Annotations.OfType<BrokerLogin>().Any())
        {
            broker.WithContainerFiles("/etc/rabbitmq", BrokerDefinitions.For(broker.Resource));
        }

        broker.WithAnnotation(new BrokerLogin(user, password.Resource));
        EndpointReferenceExpression address = broker.Resource.PrimaryEndpoint.Property(EndpointProperty.HostAndPort);
        return broker.ApplicationBuilder.AddConnectionString(name, ReferenceExpression.Create($"amqp://{user.Name}:{password}@{address}"));
    }
}

/// <param name="Name">User name.</param>
/// <param name="Tenants">For whom its messages may speak.</param>
/// <param name="Configure">What it may declare and delete: an expression over names of exchanges and queues.</param>
/// <param name="Write">What it may publish to and bind.</param>
/// <param name="Read">What it may consume and bind from.</param>
internal sealed record BrokerUser(string Name, IReadOnlyList<string> Tenants, string Configure, string Write, string Read)
{
    /// <summary>
    /// Where its routing keys must be its tenants: every message exchange that it may write or read. RabbitMQ allows every key on an exchange that
    /// is not here.
    /// </summary>
    internal IReadOnlyList<string> TenantExchanges { get; init; } = [];

    /// <summary>A service owns its queues and the exchanges of its own package, and nothing else.</summary>
    internal static BrokerUser Service(string name)
    {
        string own = $@"^({name}\.[a-z0-9-]+(_error|_dead)?|privacyplatform\.{name}\.v1\.[A-Za-z]+)$";
        return new BrokerUser(name, ["*"], own, own, own);
    }
}

/// <summary>A user that the broker has, with its password.</summary>
internal sealed record BrokerLogin(BrokerUser User, ParameterResource Password) : IResourceAnnotation;
