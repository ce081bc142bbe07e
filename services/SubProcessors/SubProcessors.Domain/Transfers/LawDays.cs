namespace PrivacyPlatform.SubProcessors.Transfers;

public sealed partial record TransferLaw
{
    /// <summary>The days on which something in it begins or ends to hold, ascending: from one to the next it says the same of the same transfer.</summary>
    public IEnumerable<DateOnly> Days => Mechanisms.Values.SelectMany(mechanism => new[] { mechanism.From, mechanism.Until })
        .Concat(Blocs.SelectMany(bloc => bloc.Members).Concat(Areas.SelectMany(area => area.TreatedAsInside)).SelectMany(member => new[] { member.From, member.Until }))
        .OfType<DateOnly>()
        .Distinct()
        .Order();
}
