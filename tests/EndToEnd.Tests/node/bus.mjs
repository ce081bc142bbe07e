// A product team in another language: publishes ConsentCaptured and waits for what the consent service announces of it.
// usage: node bus.mjs TENANT RUN < golden ConsentCaptured as JSON; the broker is the one of the system under PRIVACY_HOME
import amqp from "amqplib";
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";

const [tenant, run] = process.argv.slice(2);
const endpoints = JSON.parse(readFileSync(`${process.env.PRIVACY_HOME}/.local/run/endpoints.json`));
const captured = readFileSync(0);
const subject = JSON.parse(captured).subjectId;
const queue = `opsduty.foreign-${run}`;
const exchange = (name) => `privacyplatform.consent.v1.${name}`;

const broker = endpoints["opsduty-broker"].connectionString;
const connection = await amqp.connect(broker);
const channel = await connection.createConfirmChannel();
await channel.assertQueue(queue, { durable: true, arguments: { "x-queue-type": "quorum" } });
await channel.bindQueue(queue, exchange("ConsentGranted"), tenant);

const granted = new Promise((resolve) =>
  channel.consume(queue, (message) => {
    if (message === null) return; // the queue is gone
    channel.ack(message);
    const body = JSON.parse(message.content);
    if (body.subjectId === subject) resolve({ properties: message.properties, body });
  }),
);

const messageId = randomUUID();
channel.publish(exchange("ConsentCaptured"), tenant, captured, {
  persistent: true,
  mandatory: true,
  userId: new URL(broker).username,
  messageId,
  correlationId: run,
  contentType: "application/json",
  headers: { tenant },
});
await channel.waitForConfirms();

const { properties, body } = await granted;
console.log(JSON.stringify({
  messageId,
  announced: {
    messageId: properties.messageId,
    correlationId: properties.correlationId,
    type: properties.type,
    contentType: properties.contentType,
    headers: properties.headers,
    body,
  },
}));
await channel.deleteQueue(queue);
await connection.close();
