using System.Net;
using System.Net.Sockets;

namespace PrivacyPlatform.SubProcessors.Delivery.Tests;

public sealed class WebhookTargetsTests
{
    private static readonly Dictionary<string, string[]> Names = new(StringComparer.Ordinal)
    {
        ["hooks.example.com"] = ["1.1.1.1", "2606:4700:4700::1111"],
        ["inside.example.com"] = ["10.0.0.1"],
        ["both.example.com"] = ["1.1.1.1", "127.0.0.1"],
        ["mapped.example.com"] = ["::ffff:169.254.169.254"],
        ["xn--bcher-kva.example.com"] = ["1.1.1.1"],
    };

    private readonly WebhookTargets targets = new(["127.0.0.1:5055"], (host, _) =>
        Names.TryGetValue(host, out var addresses) ? Task.FromResult<IPAddress[]>([.. addresses.Select(IPAddress.Parse)]) : throw new SocketException((int)SocketError.HostNotFound));

    [Theory]
    [InlineData("https://hooks.example.com/notices")]
    [InlineData("https://hooks.example.com:8443/notices?a=b")]
    [InlineData("https://HOOKS.example.com/")]
    [InlineData("https://bücher.example.com/")]
    [InlineData("https://1.1.1.1/")]
    [InlineData("https://[2606:4700:4700::1111]/")]
    [InlineData("http://127.0.0.1:5055/trusted-for-development")]
    public async Task A_public_https_address_is_taken(string url) => (await targets.Check(url, CancellationToken.None)).ShouldBeNull();

    [Theory]
    [InlineData("")]
    [InlineData("hooks.example.com")]
    [InlineData("/notices")]
    [InlineData("http://hooks.example.com/")]
    [InlineData("ftp://hooks.example.com/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://hooks.example.com/")]
    [InlineData("https://anna@hooks.example.com/")]
    [InlineData("https://hooks.example.com@10.0.0.1/")]
    [InlineData("https://hooks.example.com/#here")]
    [InlineData("https://hooks.example.com/a b")]
    [InlineData("https://hooks.example.com\\@10.0.0.1/")]
    [InlineData("http://127.0.0.1:5056/another-port")]
    public async Task What_is_no_https_address_is_refused(string url) => (await targets.Check(url, CancellationToken.None)).ShouldNotBeNull().Code.ShouldBe("webhook.malformed");

    [Fact]
    public async Task An_address_has_an_end() =>
        (await targets.Check("https://hooks.example.com/" + new string('a', 2000), CancellationToken.None)).ShouldNotBeNull().Code.ShouldBe("webhook.malformed");

    [Theory]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://127.1/")]
    [InlineData("https://2130706433/")]
    [InlineData("https://0x7f000001/")]
    [InlineData("https://0177.0.0.1/")]
    [InlineData("https://0/")]
    [InlineData("https://169.254.169.254/latest/meta-data/")]
    [InlineData("https://[::1]/")]
    [InlineData("https://[::ffff:127.0.0.1]/")]
    [InlineData("https://[::ffff:7f00:1]/")]
    [InlineData("https://[64:ff9b::7f00:1]/")]
    [InlineData("https://[fd00:ec2::254]/")]
    [InlineData("https://[fe80::1%25eth0]/")]
    [InlineData("https://localhost/")]
    [InlineData("https://LOCALHOST./")]
    [InlineData("https://db/")]
    [InlineData("https://metadata.google.internal/")]
    [InlineData("https://printer.local/")]
    [InlineData("https://a.localhost/")]
    [InlineData("https://router.home.arpa/")]
    [InlineData("https://inside.example.com/")]
    [InlineData("https://both.example.com/")]
    [InlineData("https://mapped.example.com/")]
    public async Task What_leads_inside_is_refused(string url) => (await targets.Check(url, CancellationToken.None)).ShouldNotBeNull().Code.ShouldBe("webhook.address_private");

    [Fact]
    public async Task A_name_without_an_address_is_refused() =>
        (await targets.Check("https://nowhere.example.com/", CancellationToken.None)).ShouldNotBeNull().Code.ShouldBe("webhook.unresolved");

    [Fact]
    public async Task Of_a_name_with_one_private_address_none_is_used()
    {
        await Should.ThrowAsync<PrivateTargetException>(() => targets.Resolve("both.example.com", 443, CancellationToken.None));
        (await targets.Resolve("hooks.example.com", 443, CancellationToken.None)).Length.ShouldBe(2);
    }
}
