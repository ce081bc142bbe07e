namespace PrivacyPlatform.Benchmarks;

/// <summary>What a row is to reach, as a bound on ours / floor.</summary>
/// <param name="AtLeast">True where more is better (a rate), false where less is (a time, a size).</param>
internal sealed record Aim(bool AtLeast, double Ratio)
{
    public bool IsMet(double ratio) => AtLeast ? ratio >= Ratio : ratio <= Ratio;

    public override string ToString() => $"{(AtLeast ? "at least" : "at most")} {Ratio}";
}

/// <summary>One measured row: medians over the rounds, ours and its floor taken turn by turn in the same run.</summary>
/// <param name="Aim">Null for a row that is shown beside another.</param>
internal sealed record Row(string Name, string Unit, double Ours, double Floor, Aim? Aim)
{
    public double Ratio => Ours / Floor;

    public bool? Met => Aim?.IsMet(Ratio);
}

/// <summary>One row of a bench; one class and one file each.</summary>
internal interface IBenchmark
{
    string Name { get; }

    Task<IReadOnlyList<Row>> Measure(Bench bench, CancellationToken ct);
}
