using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using CsvHelper;
using static PrivacyPlatform.SubProcessors.Public.Tests.Registers;

namespace PrivacyPlatform.SubProcessors.Public.Tests.Addresses;

public sealed class PublicFaceTests(PublicSite site) : IClassFixture<PublicSite>
{
    private const string Billing = "/octopus/registers/octopus-billing";

    [Theory]
    [InlineData("")]
    [InlineData(".json")]
    [InlineData(".csv")]
    [InlineData("/changes")]
    [InlineData("/changes.atom")]
    [InlineData("/diff?from=2025-01-01")]
    [InlineData("/diff.json?from=2025-01-01&to=2025-12-31")]
    public async Task Every_form_says_how_long_it_may_be_kept_and_is_not_sent_twice(string form)
    {
        using var first = await Get(Billing + form);
        first.StatusCode.ShouldBe(HttpStatusCode.OK);
        first.Headers.CacheControl!.Public.ShouldBeTrue();
        first.Headers.Vary.ShouldContain("Accept-Encoding");
        first.Content.Headers.LastModified.ShouldNotBeNull();

        using var again = await Get(Billing + form, ("If-None-Match", first.Headers.ETag!.ToString()));
        again.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await again.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();

        using var since = await Get(Billing + form, ("If-Modified-Since", first.Content.Headers.LastModified.Value.ToString("R")));
        since.StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".json")]
    [InlineData(".csv")]
    public async Task A_past_edition_may_be_kept_without_asking(string form)
    {
        using var past = await Get($"{Billing}{form}?at=2025-01-01");
        past.Headers.CacheControl!.ToString().ShouldContain("immutable");
        using var present = await Get(Billing + form);
        present.Headers.CacheControl!.MaxAge.ShouldBe(TimeSpan.FromMinutes(1));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".json?at=2025-01-01")]
    [InlineData("?q=twilio")]
    [InlineData("/diff?from=2025-01-01")]
    public async Task Compressed_and_plain_are_the_same_and_as_long_as_they_say(string form)
    {
        using var plain = await Get(Billing + form);
        using var gzip = await Get(Billing + form, ("Accept-Encoding", "br, gzip;q=0.5"));
        gzip.Content.Headers.ContentEncoding.ShouldBe(["gzip"]);
        var packed = await gzip.Content.ReadAsByteArrayAsync();
        packed.Length.ShouldBe((int)gzip.Content.Headers.ContentLength!);
        await using var unpacking = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var unpacked = new MemoryStream();
        await unpacking.CopyToAsync(unpacked);
        unpacked.ToArray().ShouldBe(await plain.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Asking_for_the_head_gives_the_same_headers_and_nothing_else()
    {
        using var whole = await Get(Billing);
        using var head = await site.Client.SendAsync(new(HttpMethod.Head, Billing));
        head.Content.Headers.ContentLength.ShouldBe(whole.Content.Headers.ContentLength);
        head.Headers.ETag.ShouldBe(whole.Headers.ETag);
        (await head.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/octopus/registers/nothing", HttpStatusCode.NotFound, "register.not_public")]
    [InlineData("/nobody/registers/octopus-billing", HttpStatusCode.NotFound, "register.not_public")]
    [InlineData("/octopus/registers/octopus-billing", HttpStatusCode.NotFound, "register.not_public_then", "?at=2020-01-01")]
    [InlineData("/octopus/registers/octopus-billing", HttpStatusCode.BadRequest, "register.date_malformed", "?at=soon")]
    [InlineData("/octopus/registers/octopus-billing", HttpStatusCode.BadRequest, "register.date_malformed", "?at=2099-01-01")]
    public async Task What_is_not_there_is_told_to_programs_with_a_code_and_to_people_as_a_page(string address, HttpStatusCode status, string code, string query = "")
    {
        using var program = await Get($"{address}.json{query}");
        program.StatusCode.ShouldBe(status);
        JsonDocument.Parse(await program.Content.ReadAsStringAsync()).RootElement.GetProperty("code").GetString().ShouldBe(code);
        program.Headers.CacheControl!.NoStore.ShouldBeTrue();

        using var person = await Get(address + query);
        person.StatusCode.ShouldBe(status);
        person.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
    }

    [Fact]
    public async Task A_register_that_is_not_public_is_not_there()
    {
        site.Histories.Put(new("acme", "internal", [new(Begin, "Internal", 30, IsPublic: false)], [Line(Entry("a"))]));
        foreach (var form in new[] { "", ".json", ".csv", "/changes", "/changes.atom", "/checkpoint", "/diff?from=2024-02-01", "/diff.json?from=2024-02-01" })
        {
            using var answer = await Get($"/acme/registers/internal{form}");
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, form);
            (await answer.Content.ReadAsStringAsync()).ShouldNotContain("Vendor a");
        }
    }

    [Fact]
    public async Task Markup_in_a_name_is_text_everywhere()
    {
        const string Evil = "<script>alert(1)</script>&\"'";
        var entry = Entry("evil", Evil) with { Contact = "javascript:alert(1)//x@y.example", InformationUrl = "javascript:alert(1)", Purposes = [new(Evil, true)], DataCategories = [Evil], SubProcessors = [Evil] };
        site.Histories.Put(new("acme", "evil", [new(Begin, Evil, 30, IsPublic: true)], [Line("evil", (Begin, entry), (Day(2024, 2, 1), entry with { Contact = Evil }))]));
        foreach (var form in new[] { "", "?q=script", "?at=2024-01-15", "/changes", "/diff?from=2024-01-15", ".json", "/diff.json?from=2024-01-15", "/changes.atom" })
        {
            using var answer = await Get("/acme/registers/evil" + form);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, form);
            var text = await answer.Content.ReadAsStringAsync();
            text.ShouldNotContain("<script>alert", Case.Insensitive, form);
            text.ShouldNotContain("href=\"javascript", Case.Insensitive, form);
            if (answer.Content.Headers.ContentType!.MediaType == "application/atom+xml")
            {
                XDocument.Parse(text).Descendants().Select(element => element.Value).ShouldContain($"{Evil} added");
            }
            else if (answer.Content.Headers.ContentType.MediaType == "application/json")
            {
                JsonDocument.Parse(text).RootElement.ToString().ShouldContain("script");
            }
            else
            {
                text.ShouldContain("&lt;script&gt;", Case.Sensitive, form);
            }
        }
    }

    [Fact]
    public async Task A_formula_in_a_cell_is_text_in_a_spreadsheet()
    {
        site.Histories.Put(History(Line(Entry("sum", "=cmd|' /C calc'!A0") with { Contact = "+47 22", Purposes = [new("-1+1, \"quoted\"\r\nand more", false)] }), Line(Unknown("unknown"))));
        using var answer = await Get("/acme/registers/cloud.csv");
        answer.Content.Headers.ContentDisposition!.FileName!.Trim('"').ShouldBe("acme-cloud-2026-03-02.csv");
        await using var csv = CsvReader.Create(await answer.Content.ReadAsByteArrayAsync());
        var records = new List<string[]>();
        while (csv.Read())
        {
            records.Add([.. Enumerable.Range(0, csv.FieldCount).Select(field => csv[field].ToString())]);
        }

        records[0][1..3].ShouldBe(["'=cmd|' /C calc'!A0", "no"]);
        records[0][3].ShouldBe("'+47 22");
        records[0][5].ShouldBe("'-1+1, \"quoted\"\r\nand more");
        records[1][1].ShouldBe("not stated");
        records[1][3..10].ShouldBe(["not stated", "not stated", "not stated", "not stated", "not stated", "", "not stated"]);
    }

    [Fact]
    public async Task Json_has_all_members_also_for_what_is_not_known()
    {
        site.Histories.Put(new("acme", "unknown", [new(Begin, "Unknown", 30, IsPublic: true)], [Line(Unknown("u")), Line(Entry("v"))]));
        site.Histories.Checkpoint = new("example/sub-processors/acme", 42, "cm9vdA==", "example/sub-processors/acme\n42\ncm9vdA==\n\n— signed\n");
        var register = JsonDocument.Parse(await site.Client.GetStringAsync("/acme/registers/unknown.json")).RootElement;
        register.GetProperty("count").GetInt32().ShouldBe(2);
        register.GetProperty("checkpoint").GetProperty("rootHash").GetString().ShouldBe("cm9vdA==");
        var entries = register.GetProperty("entries").EnumerateArray().ToList();
        entries[0].EnumerateObject().Select(member => member.Name).ShouldBe(entries[1].EnumerateObject().Select(member => member.Name), ignoreOrder: true);
        entries.Single(entry => entry.GetProperty("id").GetString() == "u").GetProperty("contact").ValueKind.ShouldBe(JsonValueKind.Null);
        (await site.Client.GetStringAsync("/acme/registers/unknown/checkpoint")).ShouldBe(site.Histories.Checkpoint.Note);
        (await site.Client.GetStringAsync("/acme/registers/unknown")).ShouldContain("cm9vdA==");
    }

    [Fact]
    public async Task The_feed_names_the_same_change_the_same_at_every_address()
    {
        var feed = XDocument.Parse(await site.Client.GetStringAsync(Billing + "/changes.atom"));
        XNamespace atom = "http://www.w3.org/2005/Atom";
        var entries = feed.Root!.Elements(atom + "entry").ToList();
        entries[0].Element(atom + "title")!.Value.ShouldBe("Example Payments Ltd announced");
        entries.Select(entry => entry.Element(atom + "id")!.Value).ShouldBeUnique();
        feed.Descendants(atom + "link").Select(link => link.Attribute("href")!.Value).ShouldAllBe(address => address.StartsWith(site.Address, StringComparison.Ordinal));

        using var elsewhere = await Get(Billing + "/changes.atom", ("Host", "registers.example"));
        XDocument.Parse(await elsewhere.Content.ReadAsStringAsync()).Root!.Elements(atom + "entry").Select(entry => entry.Element(atom + "id")!.Value)
            .ShouldBe(entries.Select(entry => entry.Element(atom + "id")!.Value));

        var page = entries[0].Element(atom + "link")!.Attribute("href")!.Value;
        (await site.Client.GetStringAsync(page)).ShouldContain("1 added");
    }

    [Fact]
    public async Task What_a_link_with_a_date_showed_it_shows_for_ever()
    {
        site.Histories.Put(new("acme", "kept", [new(Begin, "Kept", 30, IsPublic: true)], [Line(Entry("a")), Line(Entry("b"))]));
        var (page, json) = (await site.Client.GetStringAsync("/acme/registers/kept?at=2024-06-01"), await site.Client.GetStringAsync("/acme/registers/kept.json?at=2024-06-01"));
        var known = await site.Histories.Find("acme", "kept", CancellationToken.None);
        site.Histories.Put(known!.WithLines([Line("b", (Begin, Entry("b")), (Day(2025, 6, 1), null)), Line("c", (Day(2025, 6, 1), Entry("c")))]));
        site.Histories.Checkpoint = new("example/sub-processors/acme", 43, "b3RoZXI=", "");

        (await site.Client.GetStringAsync("/acme/registers/kept?at=2024-06-01")).ShouldBe(page);
        (await site.Client.GetStringAsync("/acme/registers/kept.json?at=2024-06-01")).ShouldBe(json);
        (await site.Client.GetStringAsync("/acme/registers/kept")).ShouldContain("Vendor c");
    }

    [Theory]
    [InlineData("")]
    [InlineData(".json")]
    [InlineData(".csv")]
    public async Task The_present_is_another_answer_as_soon_as_it_says_something_else(string form)
    {
        site.Histories.Put(new("acme", "moving", [new(Begin, "Moving", 30, IsPublic: true)], [Line(Entry("a")), Line("b", (Day(2024, 3, 1), Entry("b")))]));
        site.Histories.Put(new("other", "moving", [new(Begin, "Of others", 30, IsPublic: true)], [Line(Entry("a")), Line("b", (Day(2024, 3, 1), Entry("b")))]));
        var others = await site.Client.GetStringAsync("/other/registers/moving" + form);
        using var first = await Get("/acme/registers/moving" + form);

        // Recorded before what is shown already, and known only now: the time of the last change stays the same.
        var known = await site.Histories.Find("acme", "moving", CancellationToken.None);
        site.Histories.Put(known!.WithLines([Line("c", (Day(2024, 2, 1), Entry("c")))]));

        using var then = await Get("/acme/registers/moving" + form, ("If-None-Match", first.Headers.ETag!.ToString()));
        then.StatusCode.ShouldBe(HttpStatusCode.OK);
        var text = await then.Content.ReadAsStringAsync();
        text.ShouldContain("Vendor c");
        text.ShouldBe(await site.Client.GetStringAsync("/acme/registers/moving" + form));
        if (form == ".json")
        {
            JsonDocument.Parse(text).RootElement.GetProperty("count").GetInt32().ShouldBe(3);
        }

        (await site.Client.GetStringAsync("/other/registers/moving" + form)).ShouldBe(others);
    }

    [Fact]
    public async Task Pages_run_nothing_but_our_own_script_and_are_not_framed()
    {
        using var page = await Get(Billing);
        var policy = page.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldContain("default-src 'none'");
        policy.ShouldContain("script-src 'self'");
        policy.ShouldContain("frame-ancestors 'none'");
        policy.ShouldNotContain("unsafe");
        var html = await page.Content.ReadAsStringAsync();
        html.ShouldNotContain("style=\"");
        html.ShouldNotContain("<style");
        html.ShouldContain("<html lang=\"en\">");
    }

    [Fact]
    public async Task Files_of_a_page_are_kept_for_a_year()
    {
        var html = await site.Client.GetStringAsync(Billing);
        foreach (var path in html.Split('"').Where(text => text.StartsWith("/assets/", StringComparison.Ordinal)))
        {
            using var file = await Get(path);
            file.StatusCode.ShouldBe(HttpStatusCode.OK, path);
            file.Headers.CacheControl!.ToString().ShouldContain("max-age=31536000");
        }
    }

    [Fact]
    public async Task A_tenants_registers_are_listed()
    {
        var html = await site.Client.GetStringAsync("/octopus/registers");
        foreach (var title in new[] { "Billing sub-processors", "Cloud sub-processors", "Support sub-processors" })
        {
            html.ShouldContain(title);
        }

        html.ShouldNotContain("Third-party services");
        (await Get("/nobody/registers")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Nothing_is_changed_by_anybody()
    {
        using var answer = await site.Client.PostAsync(Billing, new StringContent("", Encoding.UTF8));
        answer.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    private async Task<HttpResponseMessage> Get(string address, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value).ShouldBeTrue();
        }

        return await site.Client.SendAsync(request);
    }
}
