// A product team in another language that only listens: says "listening", then prints the first message that comes and ends.
// usage: node hear.mjs TENANT RUN MESSAGE-TYPE; the broker is the one of the system under PRIVACY_HOME
import amqp from "amqplib";
import { readFileSync } from "node:fs";

const [tenant, run, type] = process.argv.slice(2);
const endpoints = JSON.parse(readFileSync(`${process.env.PRIVACY_HOME}/.local/run/endpoints.json`));
const queue = `opsduty.hear-${run}`;

const connection = await amqp.connect(endpoints["opsduty-broker"].connectionString);
const channel = await connection.createChannel();
await channel.assertQueue(queue, { durable: true, arguments: { "x-queue-type": "quorum" } });
await channel.bindQueue(queue, type, tenant);
const first = new Promise((resolve) =>
  channel.consume(queue, (message) => {
    if (message === null) return; // the queue is gone
    channel.ack(message);
    resolve(message);
  }),
);
console.log("listening");

const { properties, content } = await first;
console.log(JSON.stringify({ type: properties.type, headers: properties.headers, body: JSON.parse(content) }));
await channel.deleteQueue(queue);
await connection.close();
