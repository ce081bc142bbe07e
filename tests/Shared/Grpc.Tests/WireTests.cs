using PrivacyPlatform.Calls.Wire;

namespace PrivacyPlatform.Calls.Tests;

public sealed class WireTests
{
    [Theory]
    [InlineData("1H", 3600.0)]
    [InlineData("2M", 120.0)]
    [InlineData("3S", 3.0)]
    [InlineData("4m", 0.004)]
    [InlineData("5u", 0.000005)]
    [InlineData("1n", 0.0000001)]
    [InlineData("0S", 0.0)]
    public void A_timeout_is_read_in_each_unit(string value, double seconds) =>
        GrpcTimeout.Parse(value).ShouldBe(TimeSpan.FromTicks((long)Math.Round(seconds * TimeSpan.TicksPerSecond)));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("S")]
    [InlineData("1")]
    [InlineData("1x")]
    [InlineData("-1S")]
    [InlineData("1.5S")]
    [InlineData("123456789S")]
    public void Another_form_is_no_timeout(string? value) => GrpcTimeout.Parse(value).ShouldBeNull();

    [Theory]
    [InlineData(0, "0u")]
    [InlineData(1, "1u")]
    [InlineData(10_000_000, "1000000u")]
    [InlineData(10_000_000_000, "1000000m")]
    [InlineData(99_999_999L * 10_000_000, "99999999S")]
    public void A_timeout_is_written_in_the_finest_unit_that_fits(long ticks, string value) =>
        GrpcTimeout.Format(TimeSpan.FromTicks(ticks)).ShouldBe(value);

    [Fact]
    public void The_longest_timeout_is_a_timeout_still() => GrpcTimeout.Parse("99999999H").ShouldBe(TimeSpan.FromHours(99_999_999));

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("100 %", "100 %25")]
    [InlineData("æ", "%C3%A6")]
    [InlineData("a\nb", "a%0Ab")]
    [InlineData("🙂", "%F0%9F%99%82")]
    public void A_message_is_percent_encoded_and_comes_back(string text, string encoded)
    {
        PercentEncoding.Encode(text).ShouldBe(encoded);
        PercentEncoding.Decode(encoded).ShouldBe(text);
    }

    [Theory]
    [InlineData("100%")]
    [InlineData("%4")]
    [InlineData("%zz")]
    public void What_is_badly_encoded_stays_as_it_came(string text) => PercentEncoding.Decode(text).ShouldBe(text);
}
