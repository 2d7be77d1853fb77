import { connect, type IPublishPacket, type MqttClient } from 'mqtt'
import { generate } from 'mqtt-packet'
import type { Services } from '#core/services.ts'
import { listen } from '../published.ts'
import { takeOrKeep, type MessageFrom } from './take-or-keep.ts'

type Outside = Pick<Services, 'sql' | 'clock' | 'log'>

/** With the name of a body before it, what comes in may be about the sensors of that body only. */
const TOPIC = /^(?:([a-z0-9][a-z0-9-]{0,59})\/)?v1\.1\/(?:Datastreams\((\d{1,10})\)\/)?Observations$/
/** Each message goes to one process of the square (MQTT 5 §4.8.2). */
const SHARED = ['v1.1/Observations', 'v1.1/+/Observations', '+/v1.1/Observations', '+/v1.1/+/Observations'].map(
  (topic) => `$share/streekplein/${topic}`,
)
/** Marks what the square tells itself, so that it does not take that in again. */
const OURS = 'streekplein-stored'
/** So many messages are being stored at a time; the broker keeps the others. */
const UNDER_WAY = 1000
/** The broker keeps messages for a process that is away for so long. */
const KEPT_SECONDS = 86_400
const RETRY_MS = 5000
/** More than this that the broker did not take yet, and what is stored is not told there any more until it did. */
const MOST_UNSENT_BYTES = 4_000_000

/** A connection with the broker of others. */
export interface Joined {
  stop(): Promise<void>
}

/**
 * Takes in what is published on another broker (MQTT 5), and tells there what came in otherwise. A message is acknowledged when it is
 * stored or kept in quarantine; when neither can be done the connection is opened anew, so that the broker sends it again. The
 * processes of a square share the messages among them; `name` is the same each time that this process starts, for the broker keeps
 * what it missed. Who may publish what is the broker's to guard.
 */
export async function joinBroker(
  services: Outside,
  { url, name, retryMs = RETRY_MS }: { readonly url: string; readonly name: string; readonly retryMs?: number },
): Promise<Joined> {
  const { log } = services
  const client = connect(url, {
    protocolVersion: 5,
    clientId: `streekplein-${name}`,
    clean: false,
    properties: { sessionExpiryInterval: KEPT_SECONDS, receiveMaximum: UNDER_WAY },
    reconnectPeriod: retryMs,
    // Asked for below, each time.
    resubscribe: false,
    queueQoSZero: false,
  })
  client.on('connect', () => {
    client.subscribe(SHARED, { qos: 1 }, (error) => {
      if (error === null) return
      log.warn({ err: error }, 'the MQTT broker refuses the subscriptions')
      client.stream.destroy()
    })
  })
  client.on('error', (error) => log.warn({ err: error }, 'the MQTT broker cannot be reached'))
  // The library acknowledges one message before it shows the next: with a commit for each that would be some hundreds a second.
  client.handleMessage = (packet, done) => {
    acknowledgeWhenStored(services, client, packet)
    done(packet.qos === 0 ? undefined : new Error('acknowledged later'))
  }
  const deaf = listen(({ datastream, observation, isHeard }) => {
    if (isHeard || !client.connected || client.stream.writableLength > MOST_UNSENT_BYTES) return
    const properties = { userProperties: { [OURS]: 'true' } }
    client.publish(`v1.1/Datastreams(${datastream})/Observations`, JSON.stringify(observation), { qos: 0, properties })
  })
  return {
    async stop() {
      deaf()
      await client.endAsync(false)
    },
  }
}

function acknowledgeWhenStored(services: Outside, client: MqttClient, packet: IPublishPacket): void {
  // An acknowledgement belongs to the connection on which the message came.
  const { stream } = client
  take(services, packet).then(
    () => {
      const { messageId, qos } = packet
      if (qos > 0 && messageId !== undefined && !stream.destroyed)
        stream.write(generate({ cmd: 'puback', messageId }, { protocolVersion: 5 }))
    },
    (error: unknown) => {
      services.log.warn({ err: error }, 'a message was not stored, and is not acknowledged')
      stream.destroy()
    },
  )
}

async function take(services: Outside, { topic, payload, properties }: IPublishPacket): Promise<void> {
  if (properties?.userProperties?.[OURS] !== undefined) return
  const [isOurs, body, datastream] = TOPIC.exec(topic) ?? []
  if (isOurs === undefined) return
  const from: MessageFrom = { body: body ?? null, source: `mqtt:${body ?? ''}`, isHeard: true }
  await takeOrKeep(services, from, { datastream: datastream === undefined ? undefined : Number(datastream), payload })
}
