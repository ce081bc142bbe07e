using PrivacyPlatform.SubProcessors.V1;

namespace PrivacyPlatform.Cli.Tests;

public sealed class DeliveriesCommandTests : IAsyncLifetime
{
    private readonly Terminal terminal = new();
    private TestDeliveries registry = null!;

    public async ValueTask InitializeAsync()
    {
        registry = await TestDeliveries.Start();
        terminal.With("PRIVACY_SUBPROCESSORS_URL", registry.Url).With("PRIVACY_TOKEN", "token-of-an-operator");
    }

    public async ValueTask DisposeAsync()
    {
        terminal.Dispose();
        await registry.DisposeAsync();
    }

    [Fact]
    public async Task Each_way_of_a_notice_is_a_line_and_who_has_no_address_stands_there_too()
    {
        (await Run("list", "--dead", "--customer", "acme", "--register", "opsduty", "--engagement", "opsduty-row-5")).ShouldBe(0, terminal.Error);

        terminal.Out.Split('\n').Select(line => line.TrimEnd()).ShouldBe(
        [
            $"notice {TestDeliveries.Notice} to acme: opsduty-row-5, terms 1, 2026-03-01 09:00:00Z",
            "By       Status   Tries  Last try              Came to    Next try",
            "webhook  dead     12     2026-03-03 09:00:00Z  timed out  -",
            "email    pending  0      -                     -          2026-03-01 09:00:00Z",
            "notice 0191f3a0-0000-7000-8000-000000000002 to norse: opsduty-row-5, terms 2, 2026-03-01 09:00:00Z",
            "not sent: the customer had no address",
            "",
        ]);
        Asked<ListDeliveriesRequest>().ShouldBe(new ListDeliveriesRequest { CustomerId = "acme", RegisterId = "opsduty", EngagementId = "opsduty-row-5", Status = DeliveryStatus.Dead });
    }

    [Fact]
    public async Task Without_a_word_all_are_asked_for()
    {
        (await Run("list", "--json")).ShouldBe(0, terminal.Error);

        Asked<ListDeliveriesRequest>().ShouldBe(new ListDeliveriesRequest());
        Google.Protobuf.JsonParser.Default.Parse<ListDeliveriesResponse>(terminal.Out).Notices.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("list --customer nobody", "No notice is like that.\n")]
    [InlineData("show nobody", "mailbox  -\nwebhook  -\nsecret   -\n")]
    public async Task What_is_empty_is_a_no(string command, string said)
    {
        (await Run(command.Split(' '))).ShouldBe(3);

        terminal.Out.ShouldBe(said);
    }

    [Fact]
    public async Task It_is_shown_where_a_customer_gets_its_notices()
    {
        (await Run("show", "acme")).ShouldBe(0, terminal.Error);

        terminal.Out.ShouldBe("mailbox  privacy@acme.example\nwebhook  -\nsecret   -\n");
    }

    [Fact]
    public async Task A_notice_is_sent_again_and_one_that_is_not_there_is_a_no()
    {
        (await Run("resend", TestDeliveries.Notice)).ShouldBe(0, terminal.Error);
        terminal.Out.ShouldBe("It is on its way again.\n");
        Guid.TryParse(Asked<ResendNoticeRequest>().CommandId, out _).ShouldBeTrue();

        (await Run("resend", "0191f3a0-0000-7000-8000-000000000009")).ShouldBe(3);
        terminal.Error.ShouldContain("notice.unknown (notice_id)");
    }

    [Fact]
    public async Task All_of_where_notices_go_is_said_at_once_and_the_secret_is_told()
    {
        (await Run("configure", "acme", "--webhook", "https://hooks.acme.example/", "--mailbox", "privacy@acme.example", "--rotate-secret")).ShouldBe(0, terminal.Error);

        terminal.Out.ShouldBe("Recorded.\nWebhooks are signed with whsec_c2VjcmV0\n");
        var asked = Asked<ConfigureDeliveryRequest>();
        (asked.CustomerId, asked.WebhookUrl, asked.Mailbox, asked.RotateSecret).ShouldBe(("acme", "https://hooks.acme.example/", "privacy@acme.example", true));
    }

    [Fact]
    public async Task Nothing_is_named_only_where_that_is_meant()
    {
        (await Run("configure", "acme")).ShouldBe(2);
        (await Run("configure", "acme", "--none", "--mailbox", "privacy@acme.example")).ShouldBe(2);
        registry.Service.Asked.ShouldBeEmpty();

        (await Run("configure", "acme", "--none")).ShouldBe(0, terminal.Error);
        terminal.Out.ShouldBe("Recorded.\n");
    }

    private Task<int> Run(params string[] args) => terminal.Run(["subprocessors", "deliveries", .. args]);

    private T Asked<T>() => registry.Service.Asked.OfType<T>().Last();
}
