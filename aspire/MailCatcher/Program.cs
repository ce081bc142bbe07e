using PrivacyPlatform.MailCatcher;

Catcher.Build(args).Run();
