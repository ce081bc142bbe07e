// Calls the probe with @grpc/grpc-js and prints what came of it, by scenario, as one JSON object.
// usage: node client.mjs HOST:PORT PROTO_FOLDER
import grpc from '@grpc/grpc-js';
import loader from '@grpc/proto-loader';

const [address, protos] = process.argv.slice(2);
const options = { keepCase: true, longs: String, enums: String, defaults: true, includeDirs: [protos] };
const load = (...files) => grpc.loadPackageDefinition(loader.loadSync(files, options));

const { probe } = load('probe/v1/probe.proto');
const rpc = load('google/rpc/status.proto', 'google/rpc/error_details.proto').google.rpc;
const health = load('grpc/health/v1/health.proto').grpc.health.v1;
const reflection = load('grpc/reflection/v1/reflection.proto').grpc.reflection.v1;

const insecure = grpc.credentials.createInsecure();
const unlimited = { 'grpc.max_receive_message_length': -1, 'grpc.max_send_message_length': -1 };
const client = new probe.v1.ProbeService(address, insecure, unlimited);

const metadata = (entries) => {
  const all = new grpc.Metadata();
  for (const [key, value] of Object.entries(entries)) all.set(key, value);
  return all;
};

// The trailer is a google.rpc.Status; its details are Any.
const detailsOf = (error) => {
  const trailer = error.metadata?.get('grpc-status-details-bin')[0];
  if (!trailer) return null;
  const status = deserialize(rpc.Status, trailer);
  const types = { 'google.rpc.ErrorInfo': rpc.ErrorInfo, 'google.rpc.BadRequest': rpc.BadRequest };
  return status.details.map((any) => {
    const name = any.type_url.split('/')[1];
    return { type: name, ...deserialize(types[name], any.value) };
  });
};
const root = await (await import('protobufjs')).default.load([`${protos}/google/rpc/status.proto`, `${protos}/google/rpc/error_details.proto`]);
const deserialize = (type, bytes) => {
  const reflected = root.lookupType(`google.rpc.${type.type.name}`);
  return reflected.toObject(reflected.decode(bytes), { defaults: true });
};

const ended = (error) => ({ code: error.code, message: error.details, details: detailsOf(error), trailers: error.metadata?.getMap() });

const unary = (method, request, { headers = {}, ...more } = {}) =>
  new Promise((resolve) => {
    const found = {};
    const call = client[method](request, metadata(headers), more, (error, response) => {
      if (error) Object.assign(found, ended(error));
      else Object.assign(found, { code: 0, response });
    });
    call.on('metadata', (m) => (found.headers = m.getMap()));
    call.on('status', (status) => {
      found.statusTrailers = status.metadata.getMap();
      resolve(found);
    });
    if (more.cancelAfterMs) setTimeout(() => call.cancel(), more.cancelAfterMs);
  });

const drain = (call, cancelAt) =>
  new Promise((resolve) => {
    const messages = [];
    call.on('data', (message) => {
      messages.push(message);
      if (messages.length === cancelAt) call.cancel();
    });
    call.on('error', (error) => resolve({ messages, ...ended(error) }));
    call.on('end', () => resolve({ messages, code: 0 }));
  });

const inMs = (ms) => new Date(Date.now() + ms);
const large = 'x'.repeat(3_000_000);
const found = {};

found.unary = await unary('Echo', { text: 'blåbær ✓', big: '9007199254740993', color: 'COLOR_RED' });
found.metadata = await unary('Echo', { text: '' }, { headers: { 'x-echo-header': 'there', 'x-echo-bin': Buffer.from([0, 1, 2, 255]) } });
found.metadata.statusTrailers['x-echo-bin'] = [...found.metadata.statusTrailers['x-echo-bin']];
found.deadlineSeen = await unary('Echo', {}, { deadline: inMs(20_000) });
found.deadline = await unary('Wait', { key: 'node-deadline' }, { deadline: inMs(300) });
found.deadlineInStream = await drain(client.Count({ up_to: 2, wait_key: 'node-stream-deadline' }, metadata({}), { deadline: inMs(500) }));
found.canceled = await unary('Wait', { key: 'node-cancel' }, { cancelAfterMs: 200 });
found.stream = await drain(client.Count({ up_to: 1000 }));
found.stream = { ...found.stream, messages: found.stream.messages.map((m) => m.number) };
found.streamRefused = await drain(client.Count({ up_to: 3, status: 9 }));
found.streamCanceled = await drain(client.Count({ up_to: 3, wait_key: 'node-stream-cancel' }), 3);
found.refusal = await unary('Refuse', { status: 9, message: 'nei, æøå %', reason: 'probe.not_now', field: 'inner.number' });
found.broken = await unary('Break', {});
found.unfinished = await unary('Unfinished', {});
found.noToken = await unary('Secret', {});
found.badToken = await unary('Secret', {}, { headers: { authorization: 'Bearer forged' } });
found.wrongRole = await unary('Operate', {}, { headers: { authorization: 'Bearer reader' } });
found.goodToken = await unary('Operate', {}, { headers: { authorization: 'Bearer operator' } });
const big = await unary('Echo', { text: large });
found.large = { code: big.code, length: big.response?.request.text.length };
const tooBig = await unary('Echo', { text: large + large });
found.tooLarge = { code: tooBig.code, message: tooBig.message };

const gzipped = new probe.v1.ProbeService(address, insecure, { ...unlimited, 'grpc.default_compression_algorithm': 2 });
found.gzip = await new Promise((resolve) =>
  gzipped.Echo({ text: 'a'.repeat(10_000) }, (error, response) => resolve(error ? ended(error) : { code: 0, length: response.request.text.length })));
found.gzipBomb = await new Promise((resolve) =>
  gzipped.Echo({ text: 'a'.repeat(20_000_000) }, (error) => resolve(error ? ended(error) : { code: 0 })));
const deflated = new probe.v1.ProbeService(address, insecure, { ...unlimited, 'grpc.default_compression_algorithm': 1 });
found.deflate = await new Promise((resolve) => deflated.Echo({ text: 'a'.repeat(10_000) }, (error) => resolve(error ? ended(error) : { code: 0 })));

found.clientStream = await new Promise((resolve) => {
  const call = client.Sum((error, response) => resolve(error ? ended(error) : { code: 0, sum: response.sum }));
  for (let number = 1; number <= 100; number++) call.write({ number });
  call.end();
});
found.duplex = await (async () => {
  const call = client.Chat();
  const answers = drain(call);
  call.write({ text: 'one' });
  call.write({ text: 'two' });
  call.end();
  const { messages, code } = await answers;
  return { code, texts: messages.map((m) => m.request.text) };
})();

const unknownClient = new grpc.Client(address, insecure);
const raw = (path) => new Promise((resolve) =>
  unknownClient.makeUnaryRequest(path, (b) => b, (b) => b, Buffer.alloc(0), (error) => resolve(error ? ended(error) : { code: 0 })));
found.unknownMethod = await raw('/probe.v1.ProbeService/Nothing');
found.unknownService = await raw('/nobody.v1.Nobody/Nothing');

const healthClient = new health.Health(address, insecure);
const check = (service) => new Promise((resolve) => healthClient.Check({ service }, (error, response) => resolve(error ? ended(error) : response)));
found.health = await check('');
found.healthOfService = await check('probe.v1.ProbeService');
found.healthOfUnknown = await check('nobody.v1.Nobody');
found.watch = await new Promise((resolve) => {
  const call = healthClient.Watch({ service: '' });
  call.on('data', (response) => { call.cancel(); resolve(response); });
  call.on('error', () => {});
});

const reflect = (definition) => new Promise((resolve) => {
  const call = new definition(address, insecure).ServerReflectionInfo();
  const answers = [];
  call.on('data', (answer) => {
    answers.push(answer);
    if (answers.length === 3) call.end();
  });
  call.on('error', (error) => resolve(ended(error)));
  call.on('end', () => resolve({
    services: answers[0].list_services_response.service.map((s) => s.name),
    files: answers[1].file_descriptor_response.file_descriptor_proto.length,
    error: answers[2].error_response.error_code,
  }));
  call.write({ list_services: '' });
  call.write({ file_containing_symbol: 'probe.v1.ProbeService' });
  call.write({ file_containing_symbol: 'nobody.v1.Nobody' });
});
found.reflection = await reflect(reflection.ServerReflection);
const v1alpha = Object.fromEntries(Object.entries(reflection.ServerReflection.service).map(([name, method]) =>
  [name, { ...method, path: method.path.replace('reflection.v1.', 'reflection.v1alpha.') }]));
found.reflectionV1alpha = await reflect(grpc.makeGenericClientConstructor(v1alpha, 'ServerReflection'));

console.log(JSON.stringify(found));
process.exit(0);
