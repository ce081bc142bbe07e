// A caller in another language: unary and streaming calls, a deadline that expires, a refusal with its details, a bad token.
// usage: PRIVACY_TOKEN=… node rpc.mjs ADDRESS PROTO_FOLDER SUBJECT
import grpc from "@grpc/grpc-js";
import loader from "@grpc/proto-loader";

const [address, protos, subject] = process.argv.slice(2);
const token = process.env.PRIVACY_TOKEN;
const { privacyplatform } = grpc.loadPackageDefinition(
  loader.loadSync(
    "privacyplatform/consent/v1/consent_service.proto",
    { includeDirs: [protos], keepCase: true, enums: String, longs: Number, defaults: true },
  ),
);
const client = new privacyplatform.consent.v1.ConsentService(address, grpc.credentials.createInsecure());

const metadata = (bearer) => {
  const carried = new grpc.Metadata();
  carried.set("authorization", `Bearer ${bearer}`);
  return carried;
};
const ahead = (seconds) => ({ deadline: Date.now() + seconds * 1000 });
const call = (method, request, bearer = token, options = ahead(15)) =>
  new Promise((resolve) =>
    client[method](request, metadata(bearer), options, (error, response) =>
      resolve(error ? refusal(error) : response)));

// The details are a google.rpc.Status; the code in it is readable as it stands.
function refusal(error) {
  const details = error.metadata?.get("grpc-status-details-bin")?.[0];
  return { code: grpc.status[error.code], message: error.details, details: details?.toString("latin1") };
}

const stream = (method, request) =>
  new Promise((resolve) => {
    const received = [];
    const reading = client[method](request, metadata(token), ahead(15));
    reading.on("data", (message) => received.push(message));
    reading.on("error", (error) => resolve(refusal(error)));
    reading.on("end", () => resolve(received));
  });

const newsletter = { subject_id: subject, purpose_id: "provide-information" };
console.log(JSON.stringify({
  withdrawn: await call("Withdraw", newsletter),
  authorized: await call("Authorize", newsletter),
  history: await stream("ReadHistory", { subject_id: subject }),
  refused: await call("Authorize", { ...newsletter, purpose_id: "never-defined" }),
  personal: await call("Withdraw", { ...newsletter, subject_id: "someone@example.invalid" }),
  badToken: await call("Authorize", newsletter, `${token.slice(0, -4)}AAAA`),
  expired: await call("Authorize", newsletter, token, { deadline: Date.now() + 1 }),
}));
client.close();
