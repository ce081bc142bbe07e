namespace PrivacyPlatform.MailCatcher;

// In a namespace of its own: tests that refer to this program refer to a service's Program, too.
internal static class Program
{
    private static void Main(string[] args) => Catcher.Build(args).Run();
}
