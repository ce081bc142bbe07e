using System.Text;
using PrivacyPlatform.SubProcessors.Service.Public.Editions;
using PrivacyPlatform.SubProcessors.Service.Public.Html;

namespace PrivacyPlatform.SubProcessors.Service.Public.Rows;

/// <summary>A row of the table, or a card where there is no room for one. The roles say so to screen readers where the style sheet makes it a card.</summary>
internal sealed class HtmlRow : RowFormat
{
    public override int Number => 0;

    public override byte[] Write(Entry entry) => Encoding.UTF8.GetBytes(Of(entry).Html);

    public static Markup Of(Entry entry) => Markup.Of(
        $"""
        <tr role="row" id="{Anchor(entry.Id)}" data-places="{string.Join(' ', Tally.PlacesOf(entry).Select(place => place.Code))}" data-mechanism="{Tally.MechanismOf(entry).Id}">
        <th role="rowheader" scope="row">{Name(entry)}{Badges(entry.Standing)}{Contact(entry.Contact)}{Information(entry)}</th>
        <td role="cell">{Purposes(entry)}{Data("Data", entry.DataCategories, NotStated)}{Data("Also collected", entry.AlsoCollected, Markup.None)}{Onward(entry)}</td>
        <td role="cell">{Places(entry)}</td>
        <td role="cell">{Mechanism(entry)}</td>
        <td role="cell">{Standing(entry.Standing)}</td>
        </tr>

        """);

    /// <summary>The fragment that leads to a line.</summary>
    public static string Anchor(string entryId) => $"e-{entryId}";

    public static Markup NotStated { get; } = Markup.Of($"""<span class="unknown">{EntryText.NotStated}</span>""");

    private static Markup Name(Entry entry) => entry switch
    {
        { Name: null } => Markup.Of($"""<span class="name unknown">{EntryText.Name(entry)}</span>"""),
        { NameIsInferred: true } => Markup.Of($"""<span class="name">{entry.Name}</span> <abbr class="inferred" title="The source does not state the name">name inferred</abbr>"""),
        _ => Markup.Of($"""<span class="name">{entry.Name}</span>"""),
    };

    private static Markup Badges(EntryStanding standing) => standing switch
    {
        { State: EntryState.Announced } => Markup.Of($""" <span class="badge coming">Announced</span>"""),
        { State: EntryState.Suspended } => Markup.Of($""" <span class="badge stopped">Suspended</span>"""),
        { Emergency: not null } => Markup.Of($""" <span class="badge urgent">Emergency replacement</span>"""),
        { Planned: not null } => Markup.Of($""" <span class="badge coming">Will change</span>"""),
        _ => Markup.None,
    };

    private static Markup Contact(string? contact) => contact is null
        ? Markup.Of($"""<span class="line"><span class="key">Contact</span> {NotStated}</span>""")
        : Markup.Of($"""<span class="line"><span class="unseen">Contact: </span>{Address(contact)}</span>""");

    // What is in a register came from people: an address of a kind that a browser would run is shown, and leads nowhere.
    private static Markup Address(string contact) => contact switch
    {
        _ when Links.IsWeb(contact) => Links.Out(contact, contact),
        _ when contact.Contains('@', StringComparison.Ordinal) => Markup.Of($"""<a href="mailto:{Uri.EscapeDataString(contact).Replace("%40", "@", StringComparison.Ordinal)}">{contact}</a>"""),
        _ => Markup.Text(contact),
    };

    private static Markup Information(Entry entry) => entry.InformationUrl switch
    {
        null => Markup.None,
        var address when Links.IsWeb(address) => Markup.Of($"""<span class="line">{Links.Out(address, "Privacy information", $" of {EntryText.Name(entry)}")}</span>"""),
        var address => Markup.Of($"""<span class="line">{address}</span>"""),
    };

    private static Markup Purposes(Entry entry) => entry.Purposes.Count switch
    {
        0 => Markup.Of($"<p>{NotStated}</p>"),
        1 => Markup.Of($"<p>{Purpose(entry.Purposes[0])}</p>"),
        _ => Markup.Of($"<ul>{entry.Purposes.Select(purpose => Markup.Of($"<li>{Purpose(purpose)}</li>"))}</ul>"),
    };

    private static Markup Purpose(EntryPurpose purpose) => purpose.IsController
        ? Markup.Of($"""{purpose.Text} <span class="badge role" title="For this purpose it decides itself and is no processor">Independent controller</span>""")
        : Markup.Text(purpose.Text);

    private static Markup Data(string label, IReadOnlyList<string> codes, Markup none) => codes.Count switch
    {
        0 when none == Markup.None => none,
        0 => Markup.Of($"""<p class="line"><span class="key">{label}</span> {none}</p>"""),
        _ => Markup.Of($"""<p class="line"><span class="key">{label}</span> {string.Join(", ", codes.Select(EntryText.Words))}</p>"""),
    };

    private static Markup Onward(Entry entry) => entry.SubProcessors.Count == 0
        ? Markup.None
        : Markup.Of($"""<p class="line"><span class="key">Uses in turn</span> {string.Join(", ", entry.SubProcessors)}</p>""");

    private static Markup Places(Entry entry) => entry.Locations.Count == 0
        ? NotStated
        : Markup.Of($"""<ul class="places">{entry.Locations.Select(Place)}</ul>""");

    private static Markup Place(EntryLocation location) => location switch
    {
        { Code: null, Use: LocationPurpose.NotStated } => Markup.Of($"""<li class="unknown">{location.Name}</li>"""),
        { Use: LocationPurpose.NotStated } => Markup.Of($"<li>{location.Name}</li>"),
        _ => Markup.Of($"<li>{location.Name} <small>{EntryText.Use(location.Use)}</small></li>"),
    };

    private static Markup Mechanism(Entry entry) => entry.Mechanism switch
    {
        null => NotStated,
        { Flaw: { } flaw } mechanism => Markup.Of($"""{mechanism.Title} <span class="flaw">{flaw}</span>"""),
        var mechanism => Markup.Text(mechanism.Title),
    };

    private static Markup Standing(EntryStanding standing) => standing switch
    {
        { State: EntryState.Announced, ActiveFrom: { } from } => Markup.Of($"""Announced {Time.Day(standing.Since)}; active from {Time.Day(from)}"""),
        { State: EntryState.Announced } => Markup.Of($"Announced {Time.Day(standing.Since)}"),
        { State: EntryState.Suspended } => Markup.Of($"Suspended since {Time.Day(standing.Since)}"),
        { Emergency: { } reason } => Markup.Of($"""Active since {Time.Day(standing.Since)} <span class="line">{reason}</span>{Planned(standing)}"""),
        _ => Markup.Of($"Active since {Time.Day(standing.Since)}{Planned(standing)}"),
    };

    private static Markup Planned(EntryStanding standing) => standing.Planned is { } planned
        ? Markup.Of($"""<span class="line">From {Time.Day(planned.From)}: {planned.Text}</span>""")
        : Markup.None;
}
