// A probe made with @grpc/grpc-js, for our own client. Prints its port; ends when its input does.
// usage: node server.mjs PROTO_FOLDER
import grpc from '@grpc/grpc-js';
import loader from '@grpc/proto-loader';

const [protos] = process.argv.slice(2);
const { probe } = grpc.loadPackageDefinition(loader.loadSync('probe/v1/probe.proto', { keepCase: true, longs: String, enums: String, includeDirs: [protos] }));

const server = new grpc.Server();
server.addService(probe.v1.ProbeService.service, {
  Echo(call, answer) {
    const headers = new grpc.Metadata();
    headers.set('x-from', 'node');
    call.sendMetadata(headers);
    const trailers = new grpc.Metadata();
    for (const value of call.metadata.get('x-echo-bin')) trailers.add('x-echo-bin', value);
    answer(null, { request: call.request, user: call.metadata.get('authorization')[0] }, trailers);
  },
  Count(call) {
    for (let number = 1; number <= call.request.up_to; number++) call.write({ number });
    if (call.request.status) call.emit('error', { code: call.request.status, details: 'counted, så nektet' });
    else if (!call.request.wait_key) call.end();
  },
  Sum(call, answer) {
    let sum = 0;
    call.on('data', (request) => (sum += request.number));
    call.on('end', () => answer(null, { sum }));
  },
  Chat(call) {
    call.on('data', (request) => call.write({ request }));
    call.on('end', () => call.end());
  },
  Refuse(call, answer) {
    answer({ code: call.request.status, details: call.request.message });
  },
  Wait() {},
});
server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  console.log(port);
});
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
