using System.CommandLine;
using PrivacyPlatform.SubProcessors.V1;

namespace PrivacyPlatform.Cli;

/// <summary><c>privacy subprocessors list [REGISTER]</c>: the rows of a register, now or at any point.</summary>
internal static class ListEngagementsCommand
{
    public static Command Build(Surroundings surroundings)
    {
        var register = RegistryArguments.OptionalRegister();
        var point = new RegistryPoint();
        var customer = RegistryArguments.Customer();
        var retired = new Option<bool>("--with-retired") { Description = "Also what is over." };
        var command = new DocumentedCommand(
            "list",
            "Who stands in a register, or in all of them, and whether it is active.",
            "privacy subprocessors list octopus-cloud --tenant octopus",
            "privacy subprocessors list opsduty --as-of 2026-03-01",
            "privacy subprocessors list opsduty --as-known 2026-03-01T12:00:00Z --json",
            "privacy subprocessors list opsduty --customer acme")
        {
            register,
            customer,
            retired,
        };
        point.AddTo(command);
        command.SetAction(async (parsed, ct) =>
        {
            using var registry = RegistryConnection.Open(parsed, surroundings);
            var request = new ListEngagementsRequest
            {
                RegisterId = parsed.GetValue(register) ?? "",
                AsOf = point.From(parsed),
                CustomerId = parsed.GetValue(customer) ?? "",
                WithRetired = parsed.GetValue(retired),
            };
            var response = await All(registry, request, ct);
            return Show(response, request.AsOf, parsed.GetValue(GlobalOptions.Json), surroundings);
        });
        return command;
    }

    /// <summary>Page by page, shown as one answer.</summary>
    private static async Task<ListEngagementsResponse> All(RegistryConnection registry, ListEngagementsRequest request, CancellationToken ct)
    {
        var all = new ListEngagementsResponse();
        do
        {
            var page = await registry.Client.ListEngagementsAsync(request, registry.Call(ct));
            all.Engagements.Add(page.Engagements);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return all;
    }

    private static int Show(ListEngagementsResponse response, AsOf? asOf, bool json, Surroundings surroundings)
    {
        if (json)
        {
            surroundings.Out.WriteLine(Json.Of(response));
        }
        else if (response.Engagements.Count == 0)
        {
            surroundings.Out.WriteLine($"Nobody stands there{RegistryWords.Of(asOf)}.");
        }
        else
        {
            foreach (var register in response.Engagements.GroupBy(engagement => engagement.RegisterId, StringComparer.Ordinal))
            {
                surroundings.Out.WriteLine($"register {register.Key}: {register.Count()} rows{RegistryWords.Of(asOf)}");
                Tables.Write(surroundings, TableOf(register));
            }
        }

        return response.Engagements.Count > 0 ? ExitCode.Ok : ExitCode.No;
    }

    private static Spectre.Console.Table TableOf(IEnumerable<Engagement> engagements)
    {
        var table = Tables.New("#", "Vendor", "Where", "As", "Rests on", "Standing", "Engagement");
        foreach (var engagement in engagements)
        {
            table.Row(
                RegistryWords.Order(engagement.Terms.Order),
                RegistryWords.Vendor(engagement),
                RegistryWords.Places(engagement.Terms.Locations),
                RegistryWords.Roles(engagement.Terms.Purposes),
                RegistryWords.OrNone(engagement.Terms.TransferMechanism),
                RegistryWords.Of(engagement.Standing),
                engagement.EngagementId);
        }

        return table;
    }
}
