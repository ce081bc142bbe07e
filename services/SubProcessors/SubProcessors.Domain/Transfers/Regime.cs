namespace PrivacyPlatform.SubProcessors.Transfers;

/// <summary>Whose rules on transfers bind the exporter.</summary>
public enum Regime
{
    /// <summary>Regulation (EU) 2016/679, in the European Economic Area.</summary>
    EuGdpr = 1,

    /// <summary>The United Kingdom's version of it.</summary>
    UkGdpr = 2,
}
