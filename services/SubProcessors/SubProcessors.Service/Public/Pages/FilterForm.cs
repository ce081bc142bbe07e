using PrivacyPlatform.SubProcessors.Service.Public.Editions;
using PrivacyPlatform.SubProcessors.Service.Public.Html;

namespace PrivacyPlatform.SubProcessors.Service.Public.Pages;

/// <summary>Search, country and mechanism. Without a script it asks the server; with one it answers while one types.</summary>
internal static class FilterForm
{
    public static Markup Of(RegisterView view, int shown) => Markup.Of(
        $"""
        <form id="filter" class="filter" role="search" aria-label="Find sub-processors" method="get" action="{view.Address.Page}">
        {(view.Moment.IsNow ? Markup.None : Markup.Of($"""<input type="hidden" name="at" value="{view.Moment.Asked}">"""))}
        <label class="grow">Search <input type="search" name="q" value="{view.Filter.Text}" autocomplete="off" placeholder="Name, purpose, data, …"></label>
        <label>Country {Select("country", "Any", view.Filter.Place, view.Tally.Places)}</label>
        <label>Transfer mechanism {Select("mechanism", "Any", view.Filter.Mechanism, view.Tally.Mechanisms)}</label>
        <button type="submit">Find</button>
        <a class="clear" href="{Addresses.RegisterAddress.AsOf(view.Address.Page, view.Moment)}"{(view.Filter.IsNone ? new(" hidden") : Markup.None)}>Clear</a>
        <output id="shown" aria-live="polite">{shown} of {view.Tally.Lines} shown</output>
        </form>
        """);

    private static Markup Select(string name, string any, string chosen, IReadOnlyList<Counted> options) => Markup.Of(
        $"""<select name="{name}"><option value="">{any}</option>{Sorted(options).Select(option => Option(option, chosen))}</select>""");

    private static Markup Option(Counted option, string chosen) => Markup.Of(
        $"""<option value="{option.Key}"{(option.Key == chosen ? new(" selected") : Markup.None)}>{option.Name} ({option.Lines})</option>""");

    private static IEnumerable<Counted> Sorted(IReadOnlyList<Counted> options) =>
        options.OrderBy(option => option.Key == Tally.Unknown).ThenBy(option => option.Name, StringComparer.OrdinalIgnoreCase);
}
