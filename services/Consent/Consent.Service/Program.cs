using PrivacyPlatform.Consent.Service;
using PrivacyPlatform.Consent.Service.Notices;
using PrivacyPlatform.Consent.Service.Purposes;
using PrivacyPlatform.Consent.Service.Subjects;
using PrivacyPlatform.Consent.V1;
using PrivacyPlatform.Messaging;
using PrivacyPlatform.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
if (await builder.Migrate(args))
{
    return;
}

builder.AddServiceDefaults();
builder.AddStore();
builder.AddBus(bus => bus
    .Service("consent")
    .Consume<ConsentCaptured, ConsentCapturedConsumer, ConsentCapturedDefinition>()
    .Announce(new AnnouncementMap().AnnouncePurposes().AnnounceNotices().AnnounceAnswers()));
builder.Services.AddSingleton<Catalogue>().AddSingleton<AnswerRecorder>().AddSingleton<SubjectHistory>().AddSingleton<PurposeHistory>();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapGrpcService<ConsentGrpc>();
app.MapGrpcOpenApi().AllowAnonymous();
app.Run();
