using System.Globalization;
using System.Text;

namespace PrivacyPlatform.Chaos.Tests;

/// <summary>What the trials counted: a row for each cell, seeds beside it.</summary>
internal sealed class KillTable
{
    private readonly Dictionary<Cell, (Counts Counts, List<int> Seeds)> rows = [];

    public void Add(Cell cell, int seed, Counts counts)
    {
        lock (rows)
        {
            if (!rows.TryGetValue(cell, out var row))
            {
                row = (new Counts(0, 0, 0, 0, 0, 0, 0), []);
            }

            row.Seeds.Add(seed);
            rows[cell] = (row.Counts + counts, row.Seeds);
        }
    }

    public Counts Of(Cell cell)
    {
        lock (rows)
        {
            return rows[cell].Counts;
        }
    }

    public string Render()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{"killed",-46} {"kills",5} {"acknowledged",12} {"stored",9} {"announced",9} {"effects",9} {"lost",5} {"doubled",7}  seeds");
        foreach (var cell in KillMatrix.Cells.Where(rows.ContainsKey))
        {
            var (counts, seeds) = rows[cell];
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"{cell.Name,-46} {counts.Kills,5} {counts.Acknowledged,12} {counts.Stored,9} {counts.Announced,9} {counts.Effects,9} {counts.Lost,5} {counts.Doubled,7}  {seeds[0]}..{seeds[^1]}");
        }

        foreach (var (victim, point, reason) in KillMatrix.LeftOut)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{$"{KillMatrix.Word(victim)}@{KillMatrix.Word(point)}",-46} left out: {reason}");
        }

        return text.ToString();
    }
}
