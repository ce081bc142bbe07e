namespace PrivacyPlatform.EvidenceLog.Bundles;

/// <summary>Collects what is wrong: of each kind the first few, since one change early on may disturb everything after it.</summary>
internal sealed class Findings
{
    private const int MostOfAKind = 20;

    private readonly List<Finding> all = [];

    public IReadOnlyList<Finding> All => all;

    public void Add(string code, string message, long? leaf = null)
    {
        if (all.Count(finding => finding.Code == code) < MostOfAKind)
        {
            all.Add(new(code, message, leaf));
        }
    }
}
