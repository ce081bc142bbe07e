using PrivacyPlatform.EvidenceLog.Merkle;

namespace PrivacyPlatform.Sealing;

/// <summary>The sealer's own tables lack a hash that was stored: somebody removed it, or a restore did.</summary>
public sealed class DamagedTreeException(NodeId node) : Exception($"The tree has no hash at level {node.Level}, index {node.Index}.");
