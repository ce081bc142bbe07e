namespace PrivacyPlatform.Consent.Purposes;

/// <summary>Whose processing it is: our own (controller) or a customer's (processor).</summary>
public enum ProcessingRole
{
    Controller = 1,
    Processor = 2,
}
