namespace PrivacyPlatform.Consent.Subjects;

/// <summary>What an answer did when it was recorded.</summary>
public enum Effect
{
    /// <summary>The present answer became this one.</summary>
    Changed = 1,

    /// <summary>The answer in force then was this one already: recorded, because it is the person's word, but no instant's answer changed.</summary>
    Confirmed = 2,

    /// <summary>A later answer was known: the past changed, the present did not.</summary>
    Past = 3,
}
