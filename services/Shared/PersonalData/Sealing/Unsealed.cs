namespace PrivacyPlatform.PersonalData;

/// <summary>What reading a sealed value comes to: the value, or that it was erased. Anything else is an exception, never a guess.</summary>
public abstract record Unsealed
{
    private Unsealed() { }

    /// <summary>Personal data in clear: for the answer to the person or the officer who asked, not for logs, events or messages.</summary>
    public sealed record Value(string Text) : Unsealed
    {
        /// <summary>Without the text, so that it does not get into a log by accident.</summary>
        public override string ToString() => nameof(Value);
    }

    /// <summary>The key was destroyed; nobody can read the value any more.</summary>
    /// <param name="CertificateId">Id of the <see cref="ErasureCertificate"/>.</param>
    public sealed record Shredded(Guid CertificateId) : Unsealed;
}
