using Spectre.Console;

namespace PrivacyPlatform.Demo;

/// <summary>What was counted at each station of the way, and whether it adds up.</summary>
public sealed record StationCounts(
    long Delivered, long Published, long Stored, long Commands, long ToAnnounce, long Pending, long Received, long Missing, long Repeated, long Errors)
{
    /// <summary>Prints the table. True when nothing was lost and no effect doubled.</summary>
    public bool Show()
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("station").AddColumn(new TableColumn("count").RightAligned()).AddColumn("agrees");
        var agreed = true;
        Row("published (distinct answers)", Published, $"{Delivered:n0} messages sent, {Delivered - Published:n0} of them repeated", fine: true);
        Row("stored (events)", Stored, "one event for each answer", Stored == Published && Commands == Published);
        Row("announced (events with an announcement)", ToAnnounce - Pending, $"{Stored - ToAnnounce:n0} repeated answers change nothing and are not announced", Pending == 0);
        Row("received by a subscriber (distinct)", Received, $"{Missing:n0} missing, {Repeated:n0} delivered again and recognized", Received == ToAnnounce && Missing == 0);
        Row("in the error queue", Errors, "none", Errors == 0);
        AnsiConsole.Write(table);
        return agreed;

        void Row(string station, long count, string remark, bool fine)
        {
            agreed &= fine;
            table.AddRow(new Text(station), new Text(count.ToString("n0")), new Text(fine ? $"yes: {remark}" : $"NO: expected: {remark}"));
        }
    }
}
