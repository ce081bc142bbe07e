using Grpc.Core;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.ServiceDefaults;
using PrivacyPlatform.SubProcessors.Delivery;

namespace PrivacyPlatform.SubProcessors.Service.Notices;

/// <summary>What may be asked of notices. Each method stands in the file of its feature.</summary>
internal sealed partial class NoticesGrpc(
    CommandExecutor executor,
    StreamReader streams,
    ReadModelReader models,
    RegistryReader registries,
    CustomerDelivery customers,
    WebhookTargets targets,
    NoticeSecrets secrets,
    TimeProvider clock) : V1.NoticesService.NoticesServiceBase
{
    private const string Readers = $"{Roles.Reader},{Roles.Operator},{Roles.Reviewer}";

    /// <exception cref="RpcException">It was refused.</exception>
    private static V1.CommandResult ResultOf(Outcome outcome) => outcome switch
    {
        Outcome.Recorded recorded => new() { Recorded = !recorded.Repeated, Version = recorded.Version },
        Outcome.AlreadySo already => new() { Recorded = false, Version = already.Version },
        Outcome.Refused refused => throw refused.Refusal.ToRpcException(),
        _ => throw new InvalidOperationException($"{outcome.GetType().Name} is not answered"),
    };

    /// <summary>Empty where there is no webhook to sign.</summary>
    private string SecretOf(string tenant, string customer, CustomerAddresses addresses) =>
        addresses.Webhook is null ? "" : WebhookSignature.TextOf(secrets.OfWebhook(tenant, customer, addresses.SecretGeneration)[0]);
}
