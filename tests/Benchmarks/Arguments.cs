namespace PrivacyPlatform.Benchmarks;

/// <param name="Which"><c>store</c>, <c>bus</c>, <c>subprocessors</c>, or null for all.</param>
/// <param name="JsonFile">Where the rows go beside the table.</param>
/// <param name="Scale">1 for the sizes that the aims are about; less for a quick look.</param>
/// <param name="Only">Measures only rows whose name contains it.</param>
internal sealed record Arguments(string? Which, string? JsonFile, double Scale, string? Only)
{
    public const string Usage = """
        ./bench [store|bus|subprocessors] [--json FILE] [--scale NUMBER] [--only TEXT]

          --json FILE     also writes the rows there, with machine and versions
          --scale NUMBER  shrinks sizes and durations: 0.01 for a quick look (the aims are about 1)
          --only TEXT     only rows whose name contains TEXT
        """;

    /// <returns>Null when they make no sense.</returns>
    public static Arguments? Of(string[] args)
    {
        var parsed = new Arguments(args is ["store" or "bus" or "subprocessors", ..] ? args[0] : null, null, 1, null);
        var rest = parsed.Which is null ? args : args[1..];
        for (; rest is [var name, var value, .. var more]; rest = more)
        {
            switch (name)
            {
                case "--json":
                    parsed = parsed with { JsonFile = value };
                    break;
                case "--scale" when double.TryParse(value, out var scale) && scale > 0:
                    parsed = parsed with { Scale = scale };
                    break;
                case "--only":
                    parsed = parsed with { Only = value };
                    break;
                default:
                    return null;
            }
        }

        return rest.Length == 0 ? parsed : null;
    }

    public bool Wants(string name) => Only is null || name.Contains(Only, StringComparison.OrdinalIgnoreCase);

    public int Scaled(int size) => Math.Max(1, (int)(size * Scale));
}
