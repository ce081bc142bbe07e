namespace PrivacyPlatform.SubProcessors.Service.Tests.Tenants;

/// <summary>One row of the matrix: what somebody with every role of another organization asks for, naming what it must not reach.</summary>
/// <param name="Rpc">Of the registry's services.</param>
/// <param name="Body">As JSON.</param>
/// <param name="Answer">A stable code, <see cref="Nothing"/> or <see cref="Own"/>.</param>
internal sealed record StrangersCall(string Rpc, string Body, string Answer)
{
    /// <summary>It is recorded as the first thing of that name, in the stranger's own registry: a name is one organization's.</summary>
    public const string Own = "own";

    /// <summary>An answer in which none of the other's names is.</summary>
    public const string Nothing = "nothing";

    /// <summary>The other has register <c>billing</c>, vendor <c>acme</c>, engagement <c>billing-acme</c>, customer <c>norse</c>, mechanism <c>bcr-acme</c>, disclosure <c>d-1</c> and a notice.</summary>
    public static IReadOnlyList<StrangersCall> Table { get; } =
    [
        new("ListRegisters", "{}", Nothing),
        new("ListEngagements", "{}", Nothing),
        new("ListEngagements", """{"registerId":"billing"}""", "register.unknown"),
        new("ListEngagements", """{"customerId":"norse"}""", "customer.unknown"),
        new("ListEngagements", """{"asOf":{"recordedAt":"2030-01-01T00:00:00Z"}}""", Nothing),
        new("ShowEngagement", """{"engagementId":"billing-acme"}""", "engagement.unknown"),
        new("CompareRegister", """{"registerId":"billing"}""", Nothing),
        new("Lint", "{}", Nothing),
        new("Lint", """{"registerId":"billing"}""", Nothing),
        new("Export", "{}", Nothing),
        new("Export", """{"registerId":"billing"}""", Nothing),
        new("ListNotices", """{"engagementId":"billing-acme"}""", Nothing),
        new("ListMechanisms", "{}", Nothing),
        new("ListDisclosures", "{}", Nothing),
        new("ListDeliveries", "{}", Nothing),
        new("ListDeliveries", """{"customerId":"norse"}""", Nothing),
        new("ShowDelivery", """{"customerId":"norse"}""", Nothing),

        new("AmendEngagement", """{"engagementId":"billing-acme","terms":{}}""", "engagement.unknown"),
        new("AnnounceEngagement", """{"engagementId":"billing-acme"}""", "engagement.unknown"),
        new("ObjectToEngagement", """{"engagementId":"billing-acme","customerId":"norse","reason":"no"}""", "engagement.unknown"),
        new("WithdrawObjection", """{"engagementId":"billing-acme","customerId":"norse"}""", "engagement.unknown"),
        new("SuspendEngagement", """{"engagementId":"billing-acme","reason":"breach"}""", "engagement.unknown"),
        new("ResumeEngagement", """{"engagementId":"billing-acme"}""", "engagement.unknown"),
        new("RetireEngagement", """{"engagementId":"billing-acme"}""", "engagement.unknown"),
        new("ListEngagement", """{"engagementId":"mine","registerId":"billing","vendorId":"acme","terms":{}}""", "register.unknown"),
        new("ProposeEngagement", """{"engagementId":"mine","registerId":"billing","vendorId":"acme","terms":{}}""", "register.unknown"),
        new("ReplaceInEmergency", """{"engagementId":"mine","vendorId":"acme","terms":{},"replaces":"billing-acme","reason":"outage"}""", "engagement.unknown"),
        new("DeclareSubProcessors", """{"vendorId":"acme"}""", "vendor.unknown"),
        new("AttestControl", """{"vendorId":"acme","control":"encryption","inPlace":true,"on":"2026-01-01"}""", "vendor.unknown"),
        new("CertifyVendor", """{"vendorId":"acme","mechanismId":"eu-us-dpf","from":"2026-01-01"}""", "vendor.unknown"),
        new("InvalidateMechanism", """{"mechanismId":"bcr-acme","from":"2026-01-01","reason":"no"}""", "mechanism.unknown"),
        new("InvalidateMechanism", """{"mechanismId":"bcr-acme","from":"2026-01-01","dryRun":true}""", "mechanism.unknown"),
        new("EndAgreement", """{"customerId":"norse"}""", "customer.unknown"),
        new("ConfigureDelivery", """{"customerId":"norse","mailbox":"privacy@elsewhere.example"}""", "customer.unknown"),
        new("ResendNotice", """{"noticeId":"$notice"}""", "notice.unknown"),

        new("DefineRegister", """{"registerId":"billing","title":"Mine","noticeDays":30,"exporterRoles":["PARTY_ROLE_CONTROLLER"],"regimes":["REGIME_EU_GDPR"]}""", Own),
        new("DescribeVendor", """{"vendorId":"acme","name":"Mine","country":"US"}""", Own),
        new("ObserveVendor", """{"vendorId":"seen","name":"Mine","mentionedIn":"page-1"}""", Own),
        new("DefineMechanism", """{"mechanismId":"bcr-acme","kind":"MECHANISM_KIND_BINDING_CORPORATE_RULES","title":"Mine","regimes":["REGIME_EU_GDPR"],"from":"2024-01-01"}""", Own),
        new("RecordAgreement", """{"customerId":"norse","dpaVersion":"1","noticeDays":1,"from":"2020-01-01T00:00:00Z"}""", Own),
        new("RecordDisclosure", """{"disclosure":{"disclosureId":"d-1","category":"RECIPIENT_CATEGORY_GOVERNMENT_AND_LAW_ENFORCEMENT","recipient":"kripos","ground":"DISCLOSURE_GROUND_LEGAL_DUTY","dataCategories":["contact"],"approver":"dpo","occurredAt":"2020-01-01T00:00:00Z"}}""", Own),
        new("Import", """{"mode":"IMPORT_MODE_ALL_OR_NOTHING","rows":[{"number":1,"register":"billing","name":"Mine","purpose":"x","roles":["processor"]}]}""", Own),
    ];
}
