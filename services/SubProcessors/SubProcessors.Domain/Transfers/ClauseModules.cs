namespace PrivacyPlatform.SubProcessors.Transfers;

/// <summary>The modules of the standard contractual clauses (EU) 2021/914.</summary>
public static class ClauseModules
{
    /// <summary>The module that two parties' roles call for: 1 controller to controller, 2 controller to processor, 3 processor to processor, 4 processor to controller.</summary>
    public static int Of(ProcessingRole exporter, ProcessingRole importer) => (exporter, importer) switch
    {
        (ProcessingRole.Controller, ProcessingRole.Controller) => 1,
        (ProcessingRole.Controller, ProcessingRole.Processor) => 2,
        (ProcessingRole.Processor, ProcessingRole.Processor) => 3,
        (ProcessingRole.Processor, ProcessingRole.Controller) => 4,
        _ => throw new InvalidOperationException($"({exporter}, {importer}) has no module"),
    };

    /// <summary>The modules for all roles that both sides have, ascending; none where one side's are not known.</summary>
    public static IReadOnlyList<int> Of(IEnumerable<ProcessingRole> exporter, IEnumerable<ProcessingRole> importer) =>
        [.. exporter.SelectMany(_ => importer, Of).Distinct().Order()];
}
