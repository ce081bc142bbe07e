namespace PrivacyPlatform.Testing.RabbitMq;

/// <summary>The rights that the README of Messaging tells operators to give, read from there: what is tested is what is written.</summary>
public static class BrokerRights
{
    /// <summary>Makes a user with the rights of one row of that table.</summary>
    /// <param name="who">How the row begins: <c>service `consent`</c>.</param>
    /// <param name="adapt">Puts the test's own names in place of the table's examples.</param>
    /// <param name="name">The user's; without it, of <paramref name="who"/>.</param>
    /// <returns>The user's address.</returns>
    public static async Task<Uri> Give(TestBroker broker, string who, Func<string, string>? adapt = null, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(broker);
        ArgumentNullException.ThrowIfNull(who);
        var row = Repository.Read("services", "Shared", "Messaging", "README.md").Split('\n').Single(line => line.StartsWith($"| {who}", StringComparison.Ordinal));
        var rights = row.Replace("\\|", "\u0001", StringComparison.Ordinal).Split('|', StringSplitOptions.TrimEntries)[2..5]
            .Select(cell => cell.Trim('`').Replace('\u0001', '|'))
            .Select(cell => adapt is null ? cell : adapt(cell))
            .ToArray();
        return await broker.User(name ?? new string([.. who.Where(char.IsAsciiLetter)]), rights[0], Or(rights[1]), Or(rights[2]));

        string Or(string right) => right == "the same" ? rights[0] : right;
    }
}
