using System.Globalization;

namespace PrivacyPlatform.MailCatcher;

/// <summary>What was caught since the start, oldest first; and each as a file for a mail program, where there is a folder.</summary>
internal sealed class Mails(string? folder)
{
    private readonly Lock gate = new();
    private readonly List<CaughtMail> all = [];

    public IReadOnlyList<CaughtMail> All
    {
        get
        {
            lock (gate)
            {
                return [.. all];
            }
        }
    }

    public void Add(CaughtMail mail)
    {
        int number;
        lock (gate)
        {
            all.Add(mail);
            number = all.Count;
        }

        if (!string.IsNullOrEmpty(folder))
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{mail.At:yyyyMMdd'T'HHmmss}-{number:D4}.eml")), mail.Data);
        }
    }
}
