using System.Text;

namespace PrivacyPlatform.MailCatcher;

/// <summary>A mail as it came.</summary>
/// <param name="Data">Head and body, with the dots of the wire taken off.</param>
internal sealed record CaughtMail(DateTimeOffset At, string Sender, IReadOnlyList<string> Recipients, string Data)
{
    public string Subject => Header("Subject") ?? "";

    /// <summary>The text as its reader sees it, where the whole mail is one in UTF-8; as it was sent otherwise.</summary>
    public string Text
    {
        get
        {
            var body = Data.Split("\r\n\r\n", 2)[^1];
            return Header("Content-Transfer-Encoding") == "base64" ? Encoding.UTF8.GetString(Convert.FromBase64String(body)) : body;
        }
    }

    /// <summary>As it was sent: not decoded. Null: there is none.</summary>
    public string? Header(string name) => Data.Split("\r\n\r\n", 2)[0].Replace("\r\n ", " ", StringComparison.Ordinal).Split("\r\n")
        .FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();
}
