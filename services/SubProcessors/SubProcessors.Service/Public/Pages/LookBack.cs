using PrivacyPlatform.SubProcessors.Service.Public.Html;

namespace PrivacyPlatform.SubProcessors.Service.Public.Pages;

/// <summary>Asks for another date, and for the difference of two.</summary>
internal static class LookBack
{
    public static Markup Of(RegisterView view)
    {
        var (address, day) = (view.Address, Time.IsoDay(view.Moment.At));
        return Markup.Of(
            $"""
            <section id="past" class="panel" aria-labelledby="past-title">
            <h2 id="past-title">Earlier dates</h2>
            <div class="pair">
            <form method="get" action="{address.Page}">
            <label>As of the end of <input type="date" name="at" value="{day}" required></label>
            <button type="submit">Show</button>
            </form>
            {DifferenceForm(address.Difference, from: Time.IsoDay(view.Moment.At.AddMonths(-3)), to: day)}
            </div>
            <p class="hint">Every address with a date can be kept: it will always show the same.</p>
            </section>

            """);
    }

    public static Markup DifferenceForm(string action, string from, string to) => Markup.Of(
        $"""
        <form method="get" action="{action}">
        <label>What changed from <input type="date" name="from" value="{from}" required></label>
        <label>to <input type="date" name="to" value="{to}" required></label>
        <button type="submit">Compare</button>
        </form>
        """);
}
