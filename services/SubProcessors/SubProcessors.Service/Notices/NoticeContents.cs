using PrivacyPlatform.SubProcessors.Delivery;
using PrivacyPlatform.SubProcessors.Engagements;
using PrivacyPlatform.SubProcessors.Notices;
using PrivacyPlatform.SubProcessors.Registers;
using PrivacyPlatform.SubProcessors.Vendors;

namespace PrivacyPlatform.SubProcessors.Service.Notices;

/// <summary>Puts together what a notice tells, from the streams that it is about: a notice itself keeps no copy.</summary>
internal sealed class NoticeContents(StreamReader streams, ObjectionLink links, Uri publicUrl)
{
    /// <exception cref="InvalidOperationException">The notice tells of terms that the engagement does not have.</exception>
    public async Task<NoticeContent> Of(string tenant, Guid id, NoticeFacts facts, CancellationToken ct)
    {
        var (engagement, _) = await streams.Fold(SubProcessorsStreams.Engagements, tenant, facts.EngagementId, ct: ct);
        var (vendor, _) = await streams.Fold(SubProcessorsStreams.Vendors, tenant, facts.VendorId, ct: ct);
        var (register, _) = await streams.Fold(SubProcessorsStreams.Registers, tenant, facts.RegisterId, ct: ct);
        var known = (engagement as EngagementState.Known)?.Engagement;
        var version = known?.Versions.Find(version => version.Number == facts.TermsNumber)
            ?? throw new InvalidOperationException("A notice tells of terms that are not there.");
        return new(
            id,
            facts,
            register is RegisterState.Defined { Register: var defined } ? defined.Title : facts.RegisterId,
            vendor is VendorState.Known { Vendor: var company } ? company.Name : null,
            version.Terms,
            version.Introduction == Introduction.Emergency ? known.Emergency : null,
            RegisterPage(tenant, facts.RegisterId),
            links.For(new(tenant, id, facts.ObjectBy)));
    }

    private Uri RegisterPage(string tenant, string registerId) => new(publicUrl, $"{tenant}/registers/{registerId}");
}
