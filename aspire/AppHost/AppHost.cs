using Aspire.Hosting;
using PrivacyPlatform.AppHost;

var builder = DistributedApplication.CreateBuilder(args);

// One server each on a developer's machine; every service has its own databases, logins and broker user on them.
var postgres = builder.AddPostgres("postgres", password: builder.AddPassword("postgres-password"))
    .WithDataBindMount(builder.LocalPath("data/postgres"));
var rabbitmq = builder.AddRabbitMQ("rabbitmq", builder.AddParameter("rabbitmq-administrator", "administrator"), builder.AddPassword("rabbitmq-password"))
    .WithDataBindMount(builder.LocalPath("data/rabbitmq"));

// Who publishes to the services and works on their error queues from outside: `./run demo` and `./privacy errors`.
rabbitmq.AddUser("opsduty-broker", BrokerUsers.OpsDuty);
rabbitmq.AddUser("operator-broker", BrokerUsers.Operator);

// What each service consists of, and what it waits for, is in Platform.cs: the same for all of them.
var platform = new Platform(postgres, rabbitmq, builder.AddDevelopmentTokenKeys());

// Consent: who may do what with whose personal data.
platform.AddService<Projects.Consent_Service>("consent")
    .WithSenders(BrokerUsers.OpsDuty);

// Takes the mails and webhooks that the services send to customers, and shows them; sends none of them on.
var catcher = builder.AddMailCatcher<Projects.MailCatcher>("mail-catcher");

// Sub-processors: which companies handle personal data, where, and for whom. The registers of two organizations come with it.
platform.AddService<Projects.SubProcessors_Service>("subprocessors")
    .WithEnvironment("Seeds__Folder", Path.GetFullPath("../../services/SubProcessors/seeds", builder.AppHostDirectory))
    .WithNotices(catcher);

builder.Build().Run();
