using System.CommandLine;
using System.Globalization;
using PrivacyPlatform.SubProcessors.V1;

namespace PrivacyPlatform.Cli;

/// <summary><c>privacy subprocessors import FILE</c>: takes in a register as a file. Twice changes nothing.</summary>
internal static class ImportRowsCommand
{
    public static Command Build(Surroundings surroundings)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "Rows: a file that ends in .csv, or a JSON array. See: privacy subprocessors export" };
        var allOrNothing = new Option<bool>("--all-or-nothing") { Description = "One bad row, and nothing is imported. This is the default." };
        var skipBad = new Option<bool>("--skip-bad") { Description = "Bad rows are reported, and all others are imported." };
        var proposed = new Option<bool>("--propose-new") { Description = "New rows did not stand in the register before: they become drafts, and are not listed as active." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Says what would follow, and records nothing." };
        var command = new DocumentedCommand(
            "import",
            "Takes in rows of registers. What is so already is left alone; what is missing from the file stays. Exit code 4: there are bad rows.",
            "privacy subprocessors import services/SubProcessors/seeds/opsduty.json",
            "privacy subprocessors import registers.csv --skip-bad --tenant octopus",
            "privacy subprocessors import registers.csv --dry-run --json")
        {
            file,
            allOrNothing,
            skipBad,
            proposed,
            dryRun,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(allOrNothing) && result.GetValue(skipBad))
            {
                result.AddError("--all-or-nothing and --skip-bad exclude each other.");
            }
        });
        command.SetAction(async (parsed, ct) =>
        {
            var named = parsed.GetValue(file)!;
            var text = TextFile.Read(named);
            var isCsv = TextFile.IsCsv(named);
            var request = new ImportRequest
            {
                CommandId = RegistryArguments.NewCommandId(surroundings),
                Mode = parsed.GetValue(skipBad) ? ImportMode.GoodRows : ImportMode.AllOrNothing,
                ProposeNew = parsed.GetValue(proposed),
                DryRun = parsed.GetValue(dryRun),
                Csv = isCsv ? text : "",
                Json = isCsv ? "" : text,
            };
            using var registry = RegistryConnection.Open(parsed, surroundings);
            var response = await registry.Client.ImportAsync(request, registry.Stream(ct));
            return Show(response, request.DryRun, parsed.GetValue(GlobalOptions.Json), surroundings);
        });
        return command;
    }

    private static int Show(ImportResponse response, bool dryRun, bool json, Surroundings surroundings)
    {
        if (json)
        {
            surroundings.Out.WriteLine(Json.Of(response));
        }
        else
        {
            if (response.Errors.Count > 0)
            {
                Tables.Write(surroundings, TableOf(response.Errors));
            }

            surroundings.Out.WriteLine(Summary(response, dryRun));
        }

        return response.Errors.Count == 0 ? ExitCode.Ok : ExitCode.Refused;
    }

    internal static Spectre.Console.Table TableOf(IEnumerable<RowError> errors)
    {
        var table = Tables.New("Row", "Field", "Code", "Why");
        foreach (var error in errors)
        {
            table.Row(error.Row == 0 ? "file" : error.Row.ToString(CultureInfo.InvariantCulture), RegistryWords.OrNone(error.Field), error.Code, error.Message);
        }

        return table;
    }

    private static string Summary(ImportResponse response, bool dryRun)
    {
        var bad = response.Errors.Count == 0 ? "" : $", {response.Errors.Select(error => error.Row).Distinct().Count()} bad";
        return (response.ImportedRows, response.Changes, dryRun) switch
        {
            (0, _, false) => $"Nothing was imported{bad}.",
            (0, _, true) => $"Nothing would be imported{bad}.",
            (var rows, 0, _) => $"{rows} rows{bad}: nothing {(dryRun ? "would change" : "changed")}, everything was so already.",
            (var rows, var changes, false) => $"{rows} rows{bad}: {changes} changes.",
            (var rows, var changes, true) => $"{rows} rows{bad}: {changes} changes would follow. Nothing was recorded.",
        };
    }
}
