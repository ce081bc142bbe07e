using System.CommandLine;
using PrivacyPlatform.SubProcessors.V1;

namespace PrivacyPlatform.Cli;

/// <summary><c>privacy subprocessors deliveries</c>: whether notices reached their customers, and where they go.</summary>
internal static class DeliveriesCommand
{
    public static Command Build(Surroundings surroundings) =>
        new DocumentedCommand(
            "deliveries",
            "Whether each notice reached its customer, and where customers get theirs.",
            "privacy subprocessors deliveries list --dead",
            "privacy subprocessors deliveries configure acme --mailbox privacy@acme.example")
        {
            List(surroundings),
            Show(surroundings),
            Resend(surroundings),
            Configure(surroundings),
        };

    private static DocumentedCommand List(Surroundings surroundings)
    {
        var customer = RegistryArguments.Customer("Only this customer's.");
        var register = RegistryArguments.Code("--register", "Only about this register.", "register");
        var engagement = RegistryArguments.Code("--engagement", "Only about this engagement.", "engagement");
        var dead = new Option<bool>("--dead") { Description = "Only what was given up, and waits for: deliveries resend" };
        var command = new DocumentedCommand(
            "list",
            "Each notice with the ways that it went, the last announced first; at most 1,000.",
            "privacy subprocessors deliveries list",
            "privacy subprocessors deliveries list --dead",
            "privacy subprocessors deliveries list --customer acme --json")
        {
            customer,
            register,
            engagement,
            dead,
        };
        command.SetAction(async (parsed, ct) =>
        {
            using var registry = RegistryConnection.Open(parsed, surroundings);
            var request = new ListDeliveriesRequest
            {
                CustomerId = parsed.GetValue(customer) ?? "",
                RegisterId = parsed.GetValue(register) ?? "",
                EngagementId = parsed.GetValue(engagement) ?? "",
                Status = parsed.GetValue(dead) ? DeliveryStatus.Dead : DeliveryStatus.Unspecified,
            };
            var response = await registry.Notices.ListDeliveriesAsync(request, registry.Call(ct));
            return DeliveriesView.List(response, parsed.GetValue(GlobalOptions.Json), surroundings);
        });
        return command;
    }

    private static DocumentedCommand Show(Surroundings surroundings)
    {
        var customer = Customer();
        var command = new DocumentedCommand(
            "show",
            "Where a customer gets its notices, with the secret that it checks webhooks with. For operators; addresses may be a person's.",
            "privacy subprocessors deliveries show acme")
        {
            customer,
        };
        command.SetAction(async (parsed, ct) =>
        {
            using var registry = RegistryConnection.Open(parsed, surroundings);
            var response = await registry.Notices.ShowDeliveryAsync(new ShowDeliveryRequest { CustomerId = parsed.GetValue(customer) }, registry.Call(ct));
            return DeliveriesView.Show(response, parsed.GetValue(GlobalOptions.Json), surroundings);
        });
        return command;
    }

    private static DocumentedCommand Resend(Surroundings surroundings)
    {
        var id = new Argument<string>("ID") { Description = "The notice's id, as in: privacy subprocessors deliveries list" };
        var command = new DocumentedCommand(
            "resend",
            "Sends a notice again where it was given up, and for the first time where the customer had no address.",
            "privacy subprocessors deliveries resend 0191f3a0-0000-7000-8000-000000000001")
        {
            id,
        };
        command.SetAction(async (parsed, ct) =>
        {
            using var registry = RegistryConnection.Open(parsed, surroundings);
            var request = new ResendNoticeRequest { CommandId = RegistryArguments.NewCommandId(surroundings), NoticeId = parsed.GetValue(id) };
            var response = await registry.Notices.ResendNoticeAsync(request, registry.Call(ct));
            surroundings.Out.WriteLine(parsed.GetValue(GlobalOptions.Json) ? Json.Of(response) : "It is on its way again.");
            return ExitCode.Ok;
        });
        return command;
    }

    private static DocumentedCommand Configure(Surroundings surroundings)
    {
        var customer = Customer();
        var webhook = RegistryArguments.Code("--webhook", "An https address of the customer's, reached over the public internet.", "url");
        var mailbox = RegistryArguments.Code("--mailbox", "An e-mail address of the customer's business.", "address");
        var rotate = new Option<bool>("--rotate-secret") { Description = "Sign with a new secret; for a while also with the one before." };
        var none = new Option<bool>("--none") { Description = "The customer gets nothing any more." };
        var command = new DocumentedCommand(
            "configure",
            "Says where a customer gets its notices from now on, all of it: what is not named is no longer used. Prints the webhook's secret: give it to the customer.",
            "privacy subprocessors deliveries configure acme --mailbox privacy@acme.example",
            "privacy subprocessors deliveries configure acme --mailbox privacy@acme.example --webhook https://hooks.acme.example/notices",
            "privacy subprocessors deliveries configure acme --none")
        {
            customer,
            webhook,
            mailbox,
            rotate,
            none,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(none) == (result.GetValue(webhook) is not null || result.GetValue(mailbox) is not null))
            {
                result.AddError("Say where notices go: --webhook, --mailbox or both; or --none.");
            }
        });
        command.SetAction(async (parsed, ct) =>
        {
            using var registry = RegistryConnection.Open(parsed, surroundings);
            var request = new ConfigureDeliveryRequest
            {
                CommandId = RegistryArguments.NewCommandId(surroundings),
                CustomerId = parsed.GetValue(customer),
                WebhookUrl = parsed.GetValue(webhook) ?? "",
                Mailbox = parsed.GetValue(mailbox) ?? "",
                RotateSecret = parsed.GetValue(rotate),
            };
            var response = await registry.Notices.ConfigureDeliveryAsync(request, registry.Call(ct));
            return DeliveriesView.Configured(response, parsed.GetValue(GlobalOptions.Json), surroundings);
        });
        return command;
    }

    private static Argument<string> Customer() => new("CUSTOMER") { Description = "A customer with an agreement." };
}
