namespace PrivacyPlatform.Sealing.Bench;

/// <summary>One line of the table of speeds.</summary>
internal sealed record Row(string Name, string Unit, double Ours, double Floor, double Ratio, string Aim, bool Met);
