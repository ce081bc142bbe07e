using Aspire.Hosting;
using PrivacyPlatform.AppHost;

var builder = DistributedApplication.CreateBuilder(args);
var tokenKeys = builder.AddDevelopmentTokenKeys();

// One server each on a developer's machine; a database, a role and a broker user for each service and product team.
var postgres = builder.AddPostgres("postgres", password: builder.AddPassword("postgres-password"))
    .WithDataBindMount(builder.LocalPath("data/postgres"));
var rabbitmq = builder.AddRabbitMQ("rabbitmq", builder.AddParameter("rabbitmq-administrator", "administrator"), builder.AddPassword("rabbitmq-password"))
    .WithDataBindMount(builder.LocalPath("data/rabbitmq"));

// Who publishes to the services and works on their error queues from outside: `./run demo` and `./privacy errors`.
rabbitmq.AddUser("opsduty-broker", BrokerUsers.OpsDuty);
rabbitmq.AddUser("operator-broker", BrokerUsers.Operator);

// Consent: who may do what with whose personal data.
var consentDb = postgres.AddDatabase("consent-db", "consent");
var consentStore = consentDb.AddLogin("consent-store", "consent_service");
var consentStoreRelay = consentDb.AddLogin("consent-store-relay", "consent_relay");
var consentBroker = rabbitmq.AddUser("consent-broker", BrokerUsers.Consent);

var consentMigrations = builder.AddProject<Projects.Consent_Service>("consent-migrations", launchProfileName: null)
    .WithArgs("--migrate")
    .WithReference(consentDb, "store-owner")
    .WithReference(consentStore, "store")
    .WithReference(consentStoreRelay, "store-relay")
    .WaitFor(consentDb);

builder.AddProject<Projects.Consent_Service>("consent", launchProfileName: null)
    .WithServicePorts()
    .WithTokenKeys(tokenKeys)
    .WithReference(consentStore, "store")
    .WithReference(consentStoreRelay, "store-relay")
    .WithReference(consentBroker, "rabbitmq")
    .WithSenders(BrokerUsers.OpsDuty)
    .WaitFor(rabbitmq)
    .WaitForCompletion(consentMigrations)
    .WithHttpHealthCheck("/health/ready", endpointName: "http");

builder.Build().Run();
