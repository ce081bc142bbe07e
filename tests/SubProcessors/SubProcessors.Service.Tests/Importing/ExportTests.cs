namespace PrivacyPlatform.SubProcessors.Service.Tests.Importing;

public sealed class ExportTests(RegistryApp app)
{
    [Fact]
    public async Task What_is_exported_says_what_was_imported_in_every_form()
    {
        var export = await app.Named("octopus").Ask(app.Client.ExportAsync, new V1.ExportRequest());
        export.Rows.Count.ShouldBe(38);
        foreach (var form in new[] { new V1.ImportRequest { Csv = export.Csv }, new V1.ImportRequest { Json = export.Json }, new V1.ImportRequest { Rows = { export.Rows } } })
        {
            var other = app.NewTenant();
            form.Mode = V1.ImportMode.AllOrNothing;
            (await other.Operate(app.Client.ImportAsync, form)).Errors.ShouldBeEmpty();
            (await other.Ask(app.Client.ExportAsync, new V1.ExportRequest())).Rows.ShouldBe(export.Rows);
        }
    }

    [Fact]
    public async Task Importing_it_where_it_came_from_changes_nothing()
    {
        var tenant = app.Named("opsduty");
        var export = await tenant.Ask(app.Client.ExportAsync, new V1.ExportRequest());
        (await tenant.Operate(app.Client.ImportAsync, new V1.ImportRequest { Mode = V1.ImportMode.AllOrNothing, Csv = export.Csv })).Changes.ShouldBe(0);
    }

    [Fact]
    public async Task A_cell_that_a_spreadsheet_would_run_is_disarmed_and_comes_back_as_it_was()
    {
        var tenant = await app.Tenant();
        await tenant.Operate(app.Client.DescribeVendorAsync, new V1.DescribeVendorRequest { VendorId = "acme", Name = "=HYPERLINK(\"https://evil.example\")" });
        await tenant.List();

        var export = await tenant.Ask(app.Client.ExportAsync, new V1.ExportRequest());

        export.Csv.ShouldContain("'=HYPERLINK");
        (await tenant.Operate(app.Client.ImportAsync, new V1.ImportRequest { Mode = V1.ImportMode.AllOrNothing, Csv = export.Csv })).Changes.ShouldBe(0);
    }
}
