namespace PrivacyPlatform.SubProcessors;

/// <summary>As what a party handles the data. A vendor can be one for one purpose and the other for another.</summary>
public enum ProcessingRole
{
    /// <summary>On behalf of another.</summary>
    Processor = 1,

    /// <summary>For purposes of its own: for a vendor, an independent controller.</summary>
    Controller = 2,
}
