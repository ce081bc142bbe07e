using PrivacyPlatform.Kernel;
using PrivacyPlatform.SubProcessors.Engagements;
using PrivacyPlatform.SubProcessors.Registers;
using PrivacyPlatform.SubProcessors.Transfers;
using PrivacyPlatform.SubProcessors.Vendors;

namespace PrivacyPlatform.SubProcessors.Importing;

/// <summary>A command that a row asks for, on the stream of that id.</summary>
/// <param name="Row">From 1.</param>
public abstract record ImportCommand(int Row, string Key)
{
    public sealed record OfRegister(int Row, string Key, DefineRegister Command) : ImportCommand(Row, Key);

    public sealed record OfVendor(int Row, string Key, VendorCommand Command) : ImportCommand(Row, Key);

    public sealed record OfEngagement(int Row, string Key, EngagementCommand Command) : ImportCommand(Row, Key);
}

/// <param name="Commands">In the order in which they are to be executed. Those that would change nothing are left out.</param>
/// <param name="Errors">Of the rows that give no command.</param>
/// <param name="After">What the registry comes to when all commands are executed.</param>
/// <param name="Rows">Rows without an error.</param>
public sealed record ImportPlan(IReadOnlyList<ImportCommand> Commands, IReadOnlyList<ImportError> Errors, Registry After, int Rows);

/// <summary>
/// What a file asks for, decided against what is known without storing anything: so an import can be tried, and can be all or nothing. An import is
/// commands like any other; of what is so already there is none, hence importing twice changes nothing. Rows that are missing from the file retire nothing.
/// </summary>
/// <param name="At">When it is imported; UTC.</param>
/// <param name="AsExisting">Rows that are new stood in the register before it was kept here. False: they are proposed, and announced by whoever decides that.</param>
public sealed partial record Import(DateTimeOffset At, bool AsExisting)
{
    /// <summary>What a register is taken to be that the file names and nobody defined. Whatever the file does not tell stays unknown.</summary>
    private DefineRegister Undefined(string registerId) => new(registerId, registerId, NoticeDays: 30, ExporterRoles: [], [Regime.EuGdpr], IsPublic: true);

    /// <summary>Plans the whole file.</summary>
    public ImportPlan Plan(IEnumerable<ImportRow> rows, Registry registry)
    {
        var commands = new List<ImportCommand>();
        var errors = new List<ImportError>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var (after, good) = (registry, 0);
        foreach (var row in rows)
        {
            var (asked, refusal) = Asked(row, after, seen);
            if (refusal is not null)
            {
                errors.Add(ImportError.Of(row.Number, refusal));
                continue;
            }

            good++;
            commands.AddRange(asked.Commands);
            after = asked.After;
        }

        return new(commands, errors, after, good);
    }

    private ((List<ImportCommand> Commands, Registry After) Asked, Refusal? Refusal) Asked(ImportRow row, Registry registry, HashSet<string> seen)
    {
        var steps = new Steps(registry);
        var vendorId = ImportedIds.VendorOf(row);
        var refusal = CheckIds(row, vendorId) ?? (row.Listed ? AskToList(row, vendorId, steps, seen) : AskToObserve(row, vendorId, steps));
        return ((steps.Commands, steps.Registry), refusal);
    }

    private static Refusal? CheckIds(ImportRow row, string vendorId) => row switch
    {
        _ when !Shape.IsCode(row.Register) => ImportRefusals.RegisterRequired,
        { Name: null, Order: null } => ImportRefusals.NameRequired,
        _ when vendorId.Length == 0 => ImportRefusals.NameWithoutLetters,
        _ => null,
    };

    private Refusal? AskToObserve(ImportRow row, string vendorId, Steps steps) =>
        ImportedTerms.PurposesOf(row) is { } purposes
            ? steps.Ask(row.Number, new ObserveVendor(vendorId, row.Name, row.Register!, purposes, row.DataCategories, At))
            : ImportRefusals.RoleMalformed;

    private Refusal? AskToList(ImportRow row, string vendorId, Steps steps, HashSet<string> seen)
    {
        if (ImportedTerms.Read(row, steps.Registry.Law, out var terms) is { } malformed)
        {
            return malformed;
        }

        var engagementId = ImportedIds.EngagementOf(row, vendorId);
        if (!seen.Add($"row {row with { Number = 0, Locations = [], DataCategories = [], Roles = [] }} {string.Join(',', row.Locations)}"))
        {
            return ImportRefusals.Duplicate;
        }

        if (!seen.Add($"id {engagementId}"))
        {
            return ImportRefusals.Ambiguous;
        }

        // Reading the file may come first: a register that somebody defined already stays as it is.
        var register = steps.Registry.Registers.ContainsKey(row.Register!) ? null : steps.Ask(row.Number, Undefined(row.Register!));
        return register ?? DescribeOnce(row, vendorId, steps) ?? AskForTerms(row, engagementId, vendorId, terms, steps);
    }

    // What was described more fully by hand is not described back; a name that became known is.
    private static Refusal? DescribeOnce(ImportRow row, string vendorId, Steps steps)
    {
        var known = steps.Registry.Vendors.GetValueOrDefault(vendorId);
        return known is { IsDescribed: true } && known.Name == row.Name && (known.NameIsInferred == row.NameIsInferred || !known.NameIsInferred)
            ? null
            : steps.Ask(row.Number, new DescribeVendor(
                vendorId, row.Name, row.NameIsInferred, known?.Country, known?.Contacts ?? [], known?.InformationUrl, steps.Registry.Law));
    }

    private Refusal? AskForTerms(ImportRow row, string engagementId, string vendorId, EngagementTerms terms, Steps steps)
    {
        var facts = steps.Registry.FactsFor(row.Register!, vendorId);
        var known = steps.Registry.Engagements.GetValueOrDefault(engagementId);
        if (known is not null && (known.VendorId != vendorId || known.RegisterId != row.Register))
        {
            return ImportRefusals.OtherVendor;
        }

        return steps.Ask(row.Number, known switch
        {
            // What a file cannot tell is kept as somebody told it.
            { RetiredAt: null } => new AmendEngagement
            {
                EngagementId = engagementId,
                RecordedAt = At,
                Terms = Kept(terms, known.Terms),
                IsCorrection = !Kept(terms, known.Terms).AddTo(known.Terms),
                Facts = facts,
            },
            _ when AsExisting => new ListEngagement
            {
                EngagementId = engagementId,
                RecordedAt = At,
                OccurredAt = At,
                RegisterId = row.Register!,
                VendorId = vendorId,
                Terms = terms,
                Facts = facts,
            },
            _ => new ProposeEngagement
            {
                EngagementId = engagementId,
                RecordedAt = At,
                RegisterId = row.Register!,
                VendorId = vendorId,
                Terms = terms,
                Facts = facts,
            },
        });
    }

    private static EngagementTerms Kept(EngagementTerms told, EngagementTerms known) => told with
    {
        AlsoCollected = known.AlsoCollected,
        Locations = [.. told.Locations.SelectMany(location => known.Locations.Where(before => before.Place == location.Place).DefaultIfEmpty(location))],
    };
}
