using System.CommandLine;
using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using PrivacyPlatform.SubProcessors.V1;

namespace PrivacyPlatform.Cli;

/// <summary><c>privacy subprocessors agreements record CUSTOMER</c>: which version of the agreement a customer has, and so its notice period.</summary>
internal static class AgreementsCommand
{
    public static Command Build(Surroundings surroundings) =>
        new DocumentedCommand(
            "agreements",
            "Agreements with customers: who gets notices, and how long before.",
            "privacy subprocessors agreements record acme --dpa-version 2025-01 --notice-days 45")
        {
            Record(surroundings),
        };

    private static DocumentedCommand Record(Surroundings surroundings)
    {
        var customer = new Argument<string>("CUSTOMER") { Description = "A code for the organization, never for a person." };
        var version = new Option<string>("--dpa-version") { Description = "The version's label.", HelpName = "label", Required = true };
        var days = new Option<int>("--notice-days") { Description = "Whole days between the announcement of a sub-processor and its start, 0 to 365.", HelpName = "days", Required = true };
        var from = RegistryArguments.Day("--from", "The first day on which this version counts, in UTC. Default: it counts from now on.", required: false);
        var command = new DocumentedCommand(
            "record",
            "Records which version of the data processing agreement a customer has, with its notice period. Whoever has one gets notice of what is announced.",
            "privacy subprocessors agreements record acme --dpa-version 2025-01 --notice-days 45",
            "privacy subprocessors agreements record acme --dpa-version 2026-01 --notice-days 30 --from 2026-03-01")
        {
            customer,
            version,
            days,
            from,
        };
        command.SetAction(async (parsed, ct) =>
        {
            using var registry = RegistryConnection.Open(parsed, surroundings);
            var request = new RecordAgreementRequest
            {
                CommandId = RegistryArguments.NewCommandId(surroundings),
                CustomerId = parsed.GetValue(customer),
                DpaVersion = parsed.GetValue(version),
                NoticeDays = parsed.GetValue(days),
                From = parsed.GetValue(from) is { } day ? StartOf(day) : null,
            };
            var response = await registry.Client.RecordAgreementAsync(request, registry.Call(ct));
            surroundings.Out.WriteLine(parsed.GetValue(GlobalOptions.Json)
                ? Json.Of(response)
                : $"{request.CustomerId} has version {request.DpaVersion} with {request.NoticeDays} days of notice ({RegistryWords.Of(response.Result)}).");
            return ExitCode.Ok;
        });
        return command;
    }

    private static Timestamp StartOf(string day) =>
        Timestamp.FromDateTime(DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc));
}
