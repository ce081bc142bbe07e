using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using PrivacyPlatform.SubProcessors.Service.Importing;
using PrivacyPlatform.Testing;
using PrivacyPlatform.Testing.Services;

namespace PrivacyPlatform.SubProcessors.Service.Tests.Importing;

public sealed class ImportTests(RegistryApp app)
{
    private static readonly string Octopus = Repository.Read("services", "SubProcessors", "seeds", "octopus.json");

    private const string Csv =
        """
        register,order,name,contact,locations,purpose,data_categories,roles,transfer_mechanism
        billing,1,Acme,privacy@acme.example,USA|Norway,Payments,name|email,processor,standard_contractual_clauses
        billing,2,"Nord, AS",,Norway,Hosting,,processor,

        """;

    [Fact]
    public async Task The_real_registers_are_imported_and_importing_twice_changes_nothing()
    {
        var tenant = app.NewTenant();
        var first = await tenant.Operate(app.Client.ImportAsync, new V1.ImportRequest { Mode = V1.ImportMode.AllOrNothing, Json = Octopus });
        first.Errors.ShouldBeEmpty();
        first.ImportedRows.ShouldBe(38);
        first.Changes.ShouldBeGreaterThan(38);
        (await tenant.Operate(app.Client.ImportAsync, new V1.ImportRequest { Mode = V1.ImportMode.AllOrNothing, Json = Octopus })).Changes.ShouldBe(0);
        (await tenant.Ask(app.Client.ListEngagementsAsync, new V1.ListEngagementsRequest())).Engagements.Count.ShouldBe(37);
    }

    [Fact]
    public async Task Seeds_of_which_a_start_brought_in_the_registers_only_are_whole_after_the_next()
    {
        var tenant = app.NewTenant();
        var folder = Directory.CreateTempSubdirectory("privacyplatform-seeds-");
        try
        {
            var seeds = ActivatorUtilities.CreateInstance<SeedImport>(app.Get<IServiceProvider>(), folder.FullName);
            File.Copy(Repository.PathTo("services", "SubProcessors", "seeds", "octopus.registers.json"), Path.Combine(folder.FullName, $"{tenant.Name}.registers.json"));
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, $"{tenant.Name}.json"), "[]");
            await seeds.Import(tenant.Name, CancellationToken.None);
            (await tenant.Ask(app.Client.ListRegistersAsync, new V1.ListRegistersRequest())).Registers.Count.ShouldBe(3);

            await File.WriteAllTextAsync(Path.Combine(folder.FullName, $"{tenant.Name}.json"), Octopus);
            await seeds.Import(tenant.Name, CancellationToken.None);
            (await tenant.Ask(app.Client.ListEngagementsAsync, new V1.ListEngagementsRequest())).Engagements.Count.ShouldBe(37);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task The_same_import_sent_twice_at_once_is_one_import()
    {
        var tenant = app.NewTenant();
        var request = new V1.ImportRequest { CommandId = "01957a00-0000-7000-8000-0000000000aa", Mode = V1.ImportMode.AllOrNothing, Json = Octopus };
        var both = await Task.WhenAll(tenant.Operate(app.Client.ImportAsync, request), tenant.Operate(app.Client.ImportAsync, request));
        both.ShouldAllBe(response => response.Errors.Count == 0);
        (await tenant.Ask(app.Client.ListEngagementsAsync, new V1.ListEngagementsRequest())).Engagements.Count.ShouldBe(37);
    }

    [Fact]
    public async Task A_file_with_commas_and_several_values_in_a_cell_is_read()
    {
        var tenant = app.NewTenant();
        (await tenant.Operate(app.Client.ImportAsync, new V1.ImportRequest { Mode = V1.ImportMode.AllOrNothing, Csv = Csv })).Errors.ShouldBeEmpty();
        var rows = (await tenant.Ask(app.Client.ListEngagementsAsync, new V1.ListEngagementsRequest())).Engagements;
        rows.Select(row => row.VendorName).ShouldBe(["Acme", "Nord, AS"]);
        rows[0].Terms.Locations.Select(location => location.Place.Code).ShouldBe(["US", "NO"]);
        rows[0].Terms.DataCategories.ShouldBe(["name", "email"]);
    }

    [Fact]
    public async Task A_bad_row_is_named_with_its_field_and_the_caller_chooses_what_becomes_of_the_others()
    {
        var tenant = app.NewTenant();
        var bad = Csv.Replace("Norway,Hosting", "Atlantis,Hosting", StringComparison.Ordinal);

        var nothing = await tenant.Operate(app.Client.ImportAsync, new V1.ImportRequest { Mode = V1.ImportMode.AllOrNothing, Csv = bad });
        nothing.Errors.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            error => error.Row.ShouldBe(2), error => error.Field.ShouldBe("locations"), error => error.Code.ShouldBe("engagement.location_unknown"), error => error.Message.ShouldNotContain("Atlantis"));
        (nothing.ImportedRows, nothing.Changes).ShouldBe((0, 0));
        (await tenant.Ask(app.Client.ListRegistersAsync, new V1.ListRegistersRequest())).Registers.ShouldBeEmpty();

        (await tenant.Operate(app.Client.ImportAsync, new V1.ImportRequest { Mode = V1.ImportMode.GoodRows, Csv = bad })).ShouldSatisfyAllConditions(
            others => others.ImportedRows.ShouldBe(1), others => others.Errors.Count.ShouldBe(1));
    }

    [Fact]
    public async Task A_dry_run_records_nothing()
    {
        var tenant = app.NewTenant();
        (await tenant.Operate(app.Client.ImportAsync, new V1.ImportRequest { Mode = V1.ImportMode.AllOrNothing, Csv = Csv, DryRun = true })).Changes.ShouldBe(5);
        (await tenant.Ask(app.Client.ListRegistersAsync, new V1.ListRegistersRequest())).Registers.ShouldBeEmpty();
    }

    [Fact]
    public async Task New_rows_can_be_proposed()
    {
        var tenant = app.NewTenant();
        await tenant.Operate(app.Client.ImportAsync, new V1.ImportRequest { Mode = V1.ImportMode.AllOrNothing, Csv = Csv, ProposeNew = true });
        (await tenant.Ask(app.Client.ListEngagementsAsync, new V1.ListEngagementsRequest())).Engagements.ShouldAllBe(row => row.Standing.Kind == V1.StandingKind.Proposed);
    }

    [Theory]
    [InlineData("register,name,locations,purpose\n", "0 import.columns_malformed roles")]
    [InlineData("register,name,locations,purpose,roles,colour\n", "0 import.columns_malformed colour")]
    [InlineData("register,name,locations,purpose,roles,name\n", "0 import.columns_malformed name")]
    [InlineData("register,order,name,locations,purpose,roles\nbilling,first,Acme,Norway,Hosting,processor\n", "1 import.value_malformed order")]
    [InlineData("register,listed,name,locations,purpose,roles\nbilling,maybe,Acme,Norway,Hosting,processor\n", "1 import.value_malformed listed")]
    [InlineData("register,name,locations,purpose,roles\nbilling,Acme,Norway,Hosting,processor,more\n", "1 import.value_malformed ")]
    public async Task Wrong_columns_and_cells_are_named(string csv, string expected) =>
        (await app.NewTenant().Operate(app.Client.ImportAsync, new V1.ImportRequest { Mode = V1.ImportMode.GoodRows, Csv = csv }))
            .Errors.Select(error => $"{error.Row} {error.Code} {error.Field}").ShouldBe([expected]);

    [Theory]
    [InlineData("""[{"register":"billing","colour":"red"}]""", "1 import.value_malformed colour")]
    [InlineData("""[{"register":"billing","order":"first"}]""", "1 import.value_malformed order")]
    [InlineData("""[{"register":7}]""", "1 import.value_malformed register")]
    [InlineData("""[null]""", "1 import.value_malformed ")]
    public async Task Wrong_members_are_named(string json, string expected) =>
        (await app.NewTenant().Operate(app.Client.ImportAsync, new V1.ImportRequest { Mode = V1.ImportMode.GoodRows, Json = json }))
            .Errors.Select(error => $"{error.Row} {error.Code} {error.Field}").ShouldBe([expected]);

    [Fact]
    public async Task What_is_no_file_is_refused()
    {
        var tenant = app.NewTenant();
        await tenant.Operate(app.Client.ImportAsync, new V1.ImportRequest { Mode = V1.ImportMode.GoodRows, Json = "{}" }).ShouldBeRefused(StatusCode.InvalidArgument, "import.file_malformed", "json");
        await tenant.Operate(app.Client.ImportAsync, new V1.ImportRequest { Mode = V1.ImportMode.GoodRows, Csv = "register,name,locations,purpose,roles\nbilling,\"Acme" })
            .ShouldBeRefused(StatusCode.InvalidArgument, "import.file_malformed", "csv");
        await tenant.Operate(app.Client.ImportAsync, new V1.ImportRequest { Mode = V1.ImportMode.GoodRows }).ShouldBeRefused(StatusCode.InvalidArgument, "import.content_required", "rows");
        await tenant.Operate(app.Client.ImportAsync, new V1.ImportRequest { Json = "[]" }).ShouldBeRefused(StatusCode.InvalidArgument, "import.mode_required", "mode");
    }

    [Fact]
    public async Task Ten_megabytes_are_too_much_and_said_to_be()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/privacyplatform.subprocessors.v1.SubProcessorsService/Import")
        {
            Content = new StringContent($$"""{"mode":"IMPORT_MODE_GOOD_ROWS","json":"{{new string(' ', 10 * 1024 * 1024)}}"}""", System.Text.Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new("Bearer", app.NewTenant().Token("operator"));
        request.Headers.ExpectContinue = true; // else the answer may come while the body is still being sent, and be lost with the connection
        using var response = await app.Http.SendAsync(request, TestContext.Current.CancellationToken);
        ((int)response.StatusCode).ShouldBe(413);
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("message.too_large");
    }

    [Fact]
    public async Task A_name_with_markup_is_kept_as_text()
    {
        var tenant = app.NewTenant();
        await tenant.Operate(app.Client.ImportAsync, new V1.ImportRequest { Mode = V1.ImportMode.AllOrNothing, Csv = Csv.Replace("1,Acme", "1,<script>alert(1)</script>", StringComparison.Ordinal) });
        (await tenant.Ask(app.Client.ListEngagementsAsync, new V1.ListEngagementsRequest())).Engagements[0].VendorName.ShouldBe("<script>alert(1)</script>");
    }
}
