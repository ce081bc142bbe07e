using PrivacyPlatform.SubProcessors.Service.Public.Addresses;

namespace PrivacyPlatform.SubProcessors.Public.Tests.Addresses;

public class MomentTests
{
    private static readonly DateTimeOffset Now = new(2024, 5, 2, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("2024-05-01", "2024-05-01T23:59:59.9999999+00:00")]
    [InlineData("2024-05-02", "2024-05-02T12:00:00.0000000+00:00")]
    [InlineData("2024-05-01T09:30:00Z", "2024-05-01T09:30:00.0000000+00:00")]
    [InlineData("2024-05-01T09:30:00+02:00", "2024-05-01T07:30:00.0000000+00:00")]
    [InlineData("2024-05-01T09:30:00.123456Z", "2024-05-01T09:30:00.1234560+00:00")]
    [InlineData("", "2024-05-02T12:00:00.0000000+00:00")]
    public void A_day_is_its_end_and_an_instant_is_itself(string asked, string at)
    {
        Moment.TryRead(asked, Now, out var moment).ShouldBeTrue();
        moment.At.ToString("O").ShouldBe(at);
    }

    [Theory]
    [InlineData("2024-05-03")]
    [InlineData("2024-05-02T12:00:01Z")]
    [InlineData("2024-02-30")]
    [InlineData("9999-12-31")]
    [InlineData("yesterday")]
    [InlineData("1 May 2024")]
    [InlineData("2024-05-01'; DROP TABLE")]
    public void What_has_not_come_and_what_is_no_date_is_refused(string asked) => Moment.TryRead(asked, Now, out _).ShouldBeFalse();

    [Theory]
    [InlineData("2024-05-01", true)]
    [InlineData("2024-05-02", false)]
    [InlineData("2024-05-02T11:55:00Z", false)]
    [InlineData("2024-05-02T11:45:00Z", true)]
    [InlineData("", false)]
    public void What_is_long_enough_ago_never_changes(string asked, bool settled)
    {
        Moment.TryRead(asked, Now, out var moment).ShouldBeTrue();
        moment.IsSettled(Now).ShouldBe(settled);
    }
}
