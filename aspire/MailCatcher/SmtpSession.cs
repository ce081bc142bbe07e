using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Connections;

namespace PrivacyPlatform.MailCatcher;

/// <summary>
/// One connection of RFC 5321, as much of it as a sender needs. A recipient whose name begins with a reply code, such as <c>550-nobody@example.org</c>, is
/// refused with it.
/// </summary>
internal sealed partial class SmtpSession(Mails mails, TimeProvider clock) : ConnectionHandler
{
    private const int LongestMail = 1024 * 1024;

    public override async Task OnConnectedAsync(ConnectionContext connection)
    {
        using var reader = new StreamReader(connection.Transport.Input.AsStream(), Encoding.UTF8);
        await using var writer = new StreamWriter(connection.Transport.Output.AsStream(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 mail-catcher ESMTP");
        var sender = "";
        List<string> recipients = [];
        while (await reader.ReadLineAsync(connection.ConnectionClosed) is { } line)
        {
            switch (line.Split(' ', ':')[0].ToUpperInvariant())
            {
                case "EHLO":
                    await writer.WriteLineAsync("250-mail-catcher");
                    await writer.WriteLineAsync("250 8BITMIME");
                    break;
                case "MAIL":
                    (sender, recipients) = (AddressIn(line), []);
                    await writer.WriteLineAsync("250 OK");
                    break;
                case "RCPT" when RefusalIn(AddressIn(line)) is { } code:
                    await writer.WriteLineAsync($"{code} not here");
                    break;
                case "RCPT":
                    recipients.Add(AddressIn(line));
                    await writer.WriteLineAsync("250 OK");
                    break;
                case "DATA":
                    await writer.WriteLineAsync("354 end with a dot");
                    mails.Add(new(clock.GetUtcNow(), sender, recipients, await Data(reader, connection.ConnectionClosed)));
                    await writer.WriteLineAsync("250 kept");
                    break;
                case "QUIT":
                    await writer.WriteLineAsync("221 bye");
                    return;
                case "HELO" or "RSET" or "NOOP":
                    await writer.WriteLineAsync("250 OK");
                    break;
                default:
                    await writer.WriteLineAsync("502 not here");
                    break;
            }
        }
    }

    private static async Task<string> Data(StreamReader reader, CancellationToken ct)
    {
        var data = new StringBuilder();
        while (await reader.ReadLineAsync(ct) is { } line && line != "." && data.Length < LongestMail)
        {
            data.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }

        return data.ToString();
    }

    private static string AddressIn(string line) => Address().Match(line).Groups["address"].Value;

    private static string? RefusalIn(string address) => Refusal().Match(address) is { Success: true } match ? match.Groups["code"].Value : null;

    [GeneratedRegex("<(?<address>[^<>]*)>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Address();

    [GeneratedRegex("^(?<code>[45][0-9]{2})-", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Refusal();
}
