namespace PrivacyPlatform.Cli.Tests;

public sealed class MomentTests
{
    [Theory]
    [InlineData("2026-03-01", "2026-03-01T23:59:59.999999Z")]
    [InlineData("2024-02-29", "2024-02-29T23:59:59.999999Z")]
    [InlineData("2026-03-01T09:00Z", "2026-03-01T09:00:00Z")]
    [InlineData("2026-03-01T09:00:00Z", "2026-03-01T09:00:00Z")]
    [InlineData("2026-03-01T09:00:00.123456Z", "2026-03-01T09:00:00.123456Z")]
    [InlineData("2026-03-01T09:00:00+01:00", "2026-03-01T08:00:00Z")]
    [InlineData("2026-03-01T00:30:00-05:00", "2026-03-01T05:30:00Z")]
    public void A_date_means_its_whole_day_and_an_instant_itself(string text, string instant)
    {
        Moment.TryParse(text, out var moment).ShouldBeTrue();

        Moment.Exact(moment).ShouldBe(instant);
        moment.Offset.ShouldBe(TimeSpan.Zero);
    }

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("2026-02-30")]
    [InlineData("01.03.2026")]
    [InlineData("2026-03-01T09:00:00")]
    [InlineData("2026-03-01 09:00:00Z")]
    [InlineData("9999-12-31")]
    public void What_could_be_read_in_two_ways_is_not_read(string text) => Moment.TryParse(text, out _).ShouldBeFalse();
}
