using System.Text;

namespace PrivacyPlatform.SubProcessors.Delivery.Tests;

public sealed class WebhookSignatureTests
{
    private static readonly byte[] Secret = Convert.FromBase64String("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    // The example that Standard Webhooks' own libraries are tested with.
    [Fact]
    public void A_signature_is_what_the_standards_libraries_make() =>
        WebhookSignature.Headers([Secret], "msg_p5jXN8AQM9LWM0D4loKWxJek", DateTimeOffset.FromUnixTimeSeconds(1614265330), Encoding.UTF8.GetBytes("""{"test": 2432232314}"""))
            .ShouldBe(
            [
                ("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek"),
                ("webhook-timestamp", "1614265330"),
                ("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="),
            ]);

    [Fact]
    public void A_secret_is_told_as_the_standard_writes_it() => WebhookSignature.TextOf(Secret).ShouldBe("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    [Fact]
    public void Every_secret_signs() =>
        WebhookSignature.Headers([Secret, [1, 2, 3]], "n", DateTimeOffset.UnixEpoch, [])[2].Value.Split(' ').ShouldAllBe(signature => signature.StartsWith("v1,", StringComparison.Ordinal));
}
