using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using PrivacyPlatform.SubProcessors.Notices;

namespace PrivacyPlatform.SubProcessors.Delivery.Tests;

public sealed class WebhookSenderTests : IAsyncLifetime
{
    private static readonly Guid Id = new("0191f3a0-0000-7000-8000-000000000001");
    private static readonly byte[] Secret = [.. Enumerable.Range(0, 32).Select(n => (byte)n)];
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"type":"sub_processor.announced"}""");

    private WebhookReceiver receiver = null!;

    public async ValueTask InitializeAsync() => receiver = await WebhookReceiver.Start();

    public async ValueTask DisposeAsync() => await receiver.DisposeAsync();

    [Fact]
    public async Task A_receiver_can_check_whom_it_comes_from()
    {
        (await Send("/notices")).ShouldBe(DeliveryResult.Accepted);
        var got = receiver.Received.ShouldHaveSingleItem();
        (got.Path, got.Body, got.Id).ShouldBe(("/notices", Encoding.UTF8.GetString(Body), Id.ToString("D")));
        got.Headers["content-type"].ShouldBe("application/json");
        got.IsSignedWith(WebhookSignature.TextOf(Secret)).ShouldBeTrue();
        got.IsSignedWith(WebhookSignature.TextOf([1, 2, 3])).ShouldBeFalse();
        got.Headers.Keys.ShouldNotContain("traceparent");
    }

    [Theory]
    [InlineData(200, DeliveryResult.Accepted)]
    [InlineData(204, DeliveryResult.Accepted)]
    [InlineData(304, DeliveryResult.Redirected)]
    [InlineData(400, DeliveryResult.Rejected)]
    [InlineData(401, DeliveryResult.Rejected)]
    [InlineData(410, DeliveryResult.RejectedForGood)]
    [InlineData(429, DeliveryResult.Rejected)]
    [InlineData(500, DeliveryResult.Failed)]
    [InlineData(503, DeliveryResult.Failed)]
    public async Task An_answer_is_its_kind(int status, DeliveryResult result)
    {
        receiver.AnswerWith(status);
        (await Send("/")).ShouldBe(result);
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("/another-place")]
    public async Task A_redirection_is_not_followed(string location)
    {
        receiver.Answer = context =>
        {
            context.Response.Redirect(location);
            return Task.CompletedTask;
        };
        (await Send("/first")).ShouldBe(DeliveryResult.Redirected);
        receiver.Received.ShouldHaveSingleItem().Path.ShouldBe("/first");
    }

    [Fact]
    public async Task A_name_that_is_public_when_looked_at_and_private_when_connected_to_is_refused()
    {
        var asked = 0;
        using var sender = Sender(new([], (_, _) => Task.FromResult<IPAddress[]>([Interlocked.Increment(ref asked) == 1 ? IPAddress.Parse("1.1.1.1") : IPAddress.Loopback])));
        var url = $"https://rebinding.example.com:{receiver.Address.Port}/";
        (await sender.Send(url, [Secret], Id, Body, CancellationToken.None)).ShouldBe(DeliveryResult.AddressRefused);
        asked.ShouldBeGreaterThan(1);
        receiver.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_name_that_turned_private_is_refused_before_anything_is_connected()
    {
        using var sender = Sender(new([], (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("::ffff:127.0.0.1")])));
        (await sender.Send($"https://moved.example.com:{receiver.Address.Port}/", [Secret], Id, Body, CancellationToken.None)).ShouldBe(DeliveryResult.AddressRefused);
        receiver.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_name_that_is_gone_is_tried_again()
    {
        using var sender = Sender(new([], (_, _) => throw new System.Net.Sockets.SocketException((int)System.Net.Sockets.SocketError.HostNotFound)));
        (await sender.Send("https://gone.example.com/", [Secret], Id, Body, CancellationToken.None)).ShouldBe(DeliveryResult.Unreachable);
    }

    [Fact]
    public async Task A_receiver_that_does_not_answer_is_left()
    {
        receiver.Answer = context => new TaskCompletionSource().Task.WaitAsync(context.RequestAborted);
        (await Send("/", TimeSpan.FromMilliseconds(300))).ShouldBe(DeliveryResult.TimedOut);
    }

    [Fact]
    public async Task A_body_without_end_is_not_read()
    {
        receiver.Answer = async context =>
        {
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.WriteAsync(new string('a', 65536), context.RequestAborted);
            }
        };
        (await Send("/")).ShouldBe(DeliveryResult.Accepted);
    }

    [Fact]
    public async Task Headers_without_end_are_not_read_either()
    {
        receiver.Answer = context =>
        {
            context.Response.Headers["x-long"] = new string('a', 20_000);
            return Task.CompletedTask;
        };
        (await Send("/")).ShouldBe(DeliveryResult.Unreachable);
    }

    [Fact]
    public async Task Where_nobody_listens_or_speaks_TLS_is_unreachable()
    {
        using var sender = Sender(Trusting(receiver.Host));
        (await sender.Send($"https://{receiver.Host}/", [Secret], Id, Body, CancellationToken.None)).ShouldBe(DeliveryResult.Unreachable);
        var address = receiver.Address;
        await receiver.DisposeAsync();
        (await sender.Send(address.AbsoluteUri, [Secret], Id, Body, CancellationToken.None)).ShouldBe(DeliveryResult.Unreachable);
    }

    private async Task<DeliveryResult> Send(string path, TimeSpan? patience = null)
    {
        using var sender = Sender(Trusting(receiver.Host), patience);
        return await sender.Send(new Uri(receiver.Address, path).AbsoluteUri, [Secret], Id, Body, CancellationToken.None);
    }

    private static WebhookSender Sender(WebhookTargets targets, TimeSpan? patience = null) => new(targets, TimeProvider.System, patience ?? TimeSpan.FromSeconds(60));

    private static WebhookTargets Trusting(string host) => new([host], (name, ct) => Dns.GetHostAddressesAsync(name, ct));
}
