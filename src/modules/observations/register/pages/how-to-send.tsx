import type { View } from '#web/view.ts'
import type { Way } from '../answers.ts'
import { messages } from '../messages.ts'
import type { OwnStream } from '../registration.ts'
import { named } from './kit-page.tsx'

/** Where values go to. */
export interface Sending {
  /** Undefined: it was shown before, and is known to nobody. */
  readonly key: string | undefined
  /** Public address of the square. */
  readonly root: string
  readonly mqttPort: number | undefined
}

interface HowToSendProps {
  readonly view: View
  readonly way: Way
  readonly streams: readonly OwnStream[]
  readonly sending: Sending
}

/** A value that could be measured, so that the example can be sent as it stands. */
const EXAMPLES: Readonly<Record<string, number>> = {
  'air-temperature': 12.5,
  'relative-humidity': 71,
  'air-pressure': 1013.2,
  'sound-level': 48.3,
  'water-level': 0.62,
  'sensor-uptime': 0.9,
}

/** The exact request for each datastream, to be copied. */
export function HowToSend({ view, way, streams, sending }: HowToSendProps) {
  const { language } = view
  const t = messages(language)
  const isMqtt = way === 'mqtt' && sending.mqttPort !== undefined
  const { hostname } = new URL(sending.root)
  return (
    <>
      <h2 class="govuk-heading-m">{t('send.title')}</h2>
      <p class="govuk-body">
        {isMqtt ? t('send.mqtt', { host: hostname, port: String(sending.mqttPort) }) : t('send.http')}
      </p>
      {streams.map((stream) => (
        <>
          <h3 class="govuk-heading-s">{named(stream.property, stream.ucum, language)}</h3>
          {/* What scrolls must be reachable by keyboard (WCAG 2.1.1). */}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <pre tabIndex={0} role="region" aria-label={named(stream.property, stream.ucum, language)}>
            <code>{isMqtt ? mqttExample(stream, sending) : httpExample(stream, sending)}</code>
          </pre>
        </>
      ))}
      <p class="govuk-body">{t('send.time')}</p>
      <p class="govuk-body">{t('send.again')}</p>
    </>
  )
}

function httpExample({ id, property }: OwnStream, { key = '<key>', root }: Sending): string {
  return [
    `curl ${root}/sensorthings/v1.1/Datastreams\\(${id}\\)/Observations \\`,
    `  -H 'authorization: Bearer ${key}' \\`,
    `  -H 'content-type: application/json' \\`,
    `  -d '${exampleOf(property)}'`,
  ].join('\n')
}

function mqttExample({ id, property }: OwnStream, { key = '<key>', root, mqttPort }: Sending): string {
  return [
    `mosquitto_pub -h ${new URL(root).hostname} -p ${mqttPort ?? 1883} -V mqttv311 -q 1 \\`,
    `  -u sensor -P '${key}' \\`,
    `  -t 'v1.1/Datastreams(${id})/Observations' \\`,
    `  -m '${exampleOf(property)}'`,
  ].join('\n')
}

function exampleOf(property: string): string {
  return JSON.stringify({ result: EXAMPLES[property] ?? 5 })
}
