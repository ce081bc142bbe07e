namespace PrivacyPlatform.SubProcessors.Delivery;

/// <summary>The section <c>Notices:Mail</c>: the mail server that takes over notices.</summary>
internal sealed class MailOptions
{
    /// <summary>Empty: no mail is sent, and customers cannot choose it.</summary>
    public string Host { get; set; } = "";

    public int Port { get; set; } = 587;

    /// <summary>The sender's address, which customers see and answer to.</summary>
    public string From { get; set; } = "";

    /// <summary>Without STARTTLS nothing is sent. False for a mail server on the same machine only.</summary>
    public bool StartTls { get; set; } = true;

    /// <summary>Empty: without signing in.</summary>
    public string UserName { get; set; } = "";

    /// <summary>Path of the file with the password. Either this or <see cref="Password"/>.</summary>
    public string PasswordFile { get; set; } = "";

    /// <summary>The password itself, for an environment variable (<c>Notices__Mail__Password</c>).</summary>
    public string Password { get; set; } = "";
}
