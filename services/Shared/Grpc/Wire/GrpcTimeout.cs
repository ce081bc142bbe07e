using System.Globalization;

namespace PrivacyPlatform.Calls.Wire;

/// <summary>The value of <c>grpc-timeout</c>: at most eight digits and a unit.</summary>
internal static class GrpcTimeout
{
    private const long MaxDigits = 99_999_999;

    /// <summary>Null when there is none, or one that is not of the protocol's form: a call without a deadline.</summary>
    public static TimeSpan? Parse(string? value)
    {
        if (value is not { Length: >= 2 and <= 9 } || !long.TryParse(value.AsSpan(0, value.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var amount))
        {
            return null;
        }

        return value[^1] switch
        {
            'H' => Ticks(amount, TimeSpan.TicksPerHour),
            'M' => Ticks(amount, TimeSpan.TicksPerMinute),
            'S' => Ticks(amount, TimeSpan.TicksPerSecond),
            'm' => Ticks(amount, TimeSpan.TicksPerMillisecond),
            'u' => Ticks(amount, TimeSpan.TicksPerMicrosecond),
            // A tick is 100 ns; a shorter timeout than one is rounded up, so that it stays a timeout.
            'n' => TimeSpan.FromTicks((amount + 99) / 100),
            _ => null,
        };
    }

    /// <summary>The finest unit that eight digits can say; never longer than <paramref name="timeout"/> by more than one of that unit.</summary>
    public static string Format(TimeSpan timeout)
    {
        var ticks = Math.Max(timeout.Ticks, 0);
        foreach (var (unit, length) in ((char, long)[])[('u', TimeSpan.TicksPerMicrosecond), ('m', TimeSpan.TicksPerMillisecond), ('S', TimeSpan.TicksPerSecond), ('M', TimeSpan.TicksPerMinute)])
        {
            var amount = (ticks + length - 1) / length;
            if (amount <= MaxDigits)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{amount}{unit}");
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"{Math.Min(ticks / TimeSpan.TicksPerHour, MaxDigits)}H");
    }

    private static TimeSpan Ticks(long amount, long each) =>
        amount > TimeSpan.MaxValue.Ticks / each ? TimeSpan.MaxValue : TimeSpan.FromTicks(amount * each);
}
