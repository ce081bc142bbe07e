// Says something personal over gRPC: where it belongs, and in every place where it does not.
// usage: PRIVACY_TOKEN=… node plant.mjs ADDRESS PROTO_FOLDER SUBJECT TEXT
import grpc from "@grpc/grpc-js";
import loader from "@grpc/proto-loader";

const [address, protos, subject, text] = process.argv.slice(2);
const { privacyplatform } = grpc.loadPackageDefinition(
  loader.loadSync(
    "privacyplatform/consent/v1/consent_service.proto",
    { includeDirs: [protos], keepCase: true, enums: String, longs: Number, defaults: true },
  ),
);
const client = new privacyplatform.consent.v1.ConsentService(address, grpc.credentials.createInsecure(), {
  "grpc.primary_user_agent": `agent ${text}`,
});

const metadata = new grpc.Metadata();
metadata.set("authorization", `Bearer ${process.env.PRIVACY_TOKEN}`);
metadata.set("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
metadata.set("tracestate", `note=${text}`);
metadata.set("baggage", `note=${encodeURIComponent(text)}`);
metadata.set("x-note", text);

const call = (method, request) =>
  new Promise((resolve) =>
    client[method](request, metadata, { deadline: Date.now() + 15000 }, (error, response) =>
      resolve(error ? { code: grpc.status[error.code], message: error.details } : response)));

const answer = { subject_id: subject, purpose_id: "provide-information" };
const printed = JSON.stringify({
  said: await call("Deny", { ...answer, statement: text }),
  subject: await call("Deny", { ...answer, subject_id: text }),
  purpose: await call("Deny", { ...answer, purpose_id: text }),
  commandId: await call("Deny", { ...answer, command_id: text }),
  producer: await call("Deny", { ...answer, evidence: { producer: text, language: text } }),
  notice: await call("Deny", { ...answer, evidence: { notice: { kind: text, version: text, content_hash: text } } }),
});
console.log(printed);
client.close();
