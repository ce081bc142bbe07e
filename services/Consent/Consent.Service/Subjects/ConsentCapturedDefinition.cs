using PrivacyPlatform.Messaging;

namespace PrivacyPlatform.Consent.Service.Subjects;

/// <summary>The platform's policy as it is: nothing differs for answers.</summary>
internal sealed class ConsentCapturedDefinition : CommandConsumerDefinition<ConsentCapturedConsumer, V1.ConsentCaptured>;
