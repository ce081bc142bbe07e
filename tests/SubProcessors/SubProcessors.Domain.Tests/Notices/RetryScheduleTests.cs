using PrivacyPlatform.SubProcessors.Notices;

namespace PrivacyPlatform.SubProcessors.Tests.Notices;

public sealed class RetryScheduleTests
{
    [Fact]
    public void Pauses_grow_and_then_stay() =>
        Enumerable.Range(1, 9).Select(attempt => RetrySchedule.After(attempt, jitter: 1)!.Value.TotalSeconds)
            .ShouldBe([30, 120, 480, 1920, 7680, 30720, 43200, 43200, 43200]);

    [Fact]
    public void Ten_attempts_take_about_two_days() =>
        Enumerable.Range(1, 9).Sum(attempt => RetrySchedule.After(attempt, jitter: 1)!.Value.TotalHours).ShouldBeInRange(40, 56);

    [Fact]
    public void After_the_last_attempt_there_is_no_pause() => RetrySchedule.After(RetrySchedule.MostAttempts, jitter: 0).ShouldBeNull();

    [Theory]
    [InlineData(0, 15)]
    [InlineData(0.5, 22.5)]
    [InlineData(1, 30)]
    [InlineData(7, 30)]
    [InlineData(-7, 15)]
    public void Jitter_takes_off_half_a_pause_at_most(double jitter, double seconds) => RetrySchedule.After(1, jitter)!.Value.TotalSeconds.ShouldBe(seconds);
}
