import { renderToString } from 'preact-render-to-string'
import { IMAGE_TYPE } from '#core/files/files.ts'
import { dateAndTime } from '#core/i18n/format.ts'
import type { Language } from '#core/i18n/language.ts'
import type { Services } from '#core/services.ts'
import type { Kept, WholeFile } from './gather.ts'
import { messages } from './messages.ts'
import { Value } from './my-file-page.tsx'

/** A photo of a record, as the text that JSON and a page without outside parts can hold. */
interface Photo {
  readonly type: string
  readonly base64: string
}

interface Reader {
  readonly language: Language
  readonly at: Temporal.Instant
}

/** The whole file for another program (GDPR, article 20): names of fields are stable, times are ISO 8601 in UTC. */
export async function exportJson(
  file: WholeFile,
  { language, at }: Reader,
  services: Pick<Services, 'files' | 'config'>,
): Promise<string> {
  const records = await Promise.all(
    file.kept.map(async ({ capability, record }) => ({
      capability,
      id: record.id,
      title: record.title(language),
      at: record.at.toString(),
      url: record.path === undefined ? null : `${services.config.baseUrl}/${language}${record.path}`,
      fields: record.fields.map((field) => ({
        name: field.name,
        label: field.label(language),
        value: field.value,
        ...(field.language === undefined ? {} : { language: field.language }),
      })),
      photos: await photosOf(record.files ?? [], services),
    })),
  )
  const letters = file.letters.map(({ subject, text, language, writtenAt }) => ({
    writtenAt: writtenAt.toString(),
    subject,
    text,
    language,
  }))
  const looks = file.looks.map((look) => ({
    at: look.at.toString(),
    body: look.record.body?.(language) ?? null,
    record: look.record.id,
  }))
  const from = services.config.baseUrl
  return `${JSON.stringify({ exportedAt: at.toString(), from, language, records, letters, looks }, undefined, 2)}\n`
}

/** The whole file for a person, as one page that needs nothing from outside. */
export async function exportPage(
  file: WholeFile,
  reader: Reader,
  services: Pick<Services, 'files' | 'config'>,
): Promise<string> {
  const photos = new Map(
    await Promise.all(
      file.kept.map(async ({ record }) => [record, await photosOf(record.files ?? [], services)] as const),
    ),
  )
  const page = <Document file={file} reader={reader} photosOf={({ record }) => photos.get(record) ?? []} />
  return `<!doctype html>${renderToString(page)}`
}

async function photosOf(hashes: readonly string[], { files }: Pick<Services, 'files'>): Promise<Photo[]> {
  const photos: Photo[] = []
  for (const hash of hashes) {
    const bytes = await files.read(hash)
    if (bytes !== undefined) photos.push({ type: IMAGE_TYPE, base64: Buffer.from(bytes).toString('base64') })
  }
  return photos
}

/** Only signs that HTML does not escape. */
const STYLE = `
body { font-family: sans-serif; line-height: 1.5; max-width: 45rem; margin: 2rem auto; padding: 0 1rem; }
dt { font-weight: bold; }
dd { margin: 0 0 0.75rem; white-space: pre-wrap; overflow-wrap: anywhere; }
section { border-top: 1px solid; }
img { max-width: 100%; }
pre { white-space: pre-wrap; }
table { table-layout: fixed; width: 100%; }
h1, h2 { overflow-wrap: anywhere; }
td, th { overflow-wrap: anywhere; text-align: left; vertical-align: top; padding: 0.25rem 1rem 0.25rem 0; }
`

interface DocumentProps {
  readonly file: WholeFile
  readonly reader: Reader
  readonly photosOf: (kept: Kept) => readonly Photo[]
}

function Document({ file, reader: { language, at }, photosOf }: DocumentProps) {
  const t = messages(language)
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{t('title')}</title>
        <style>{STYLE}</style>
      </head>
      <body>
        <main>
          <h1>{t('title')}</h1>
          <p>{t('export.made', { moment: dateAndTime(at, language) })}</p>
          {file.kept.map((kept) => (
            <section>
              <h2>{kept.record.title(language)}</h2>
              <dl>
                <dt>{t('at')}</dt>
                <dd>{dateAndTime(kept.record.at, language)}</dd>
                {kept.record.fields.map((field) => (
                  <>
                    <dt>{field.label(language)}</dt>
                    <dd>
                      <Value field={field} language={language} />
                    </dd>
                  </>
                ))}
              </dl>
              {photosOf(kept).map(({ type, base64 }) => (
                <img
                  src={`data:${type};base64,${base64}`}
                  alt={t('photoAlt', { title: kept.record.title(language) })}
                />
              ))}
            </section>
          ))}
          <section>
            <h2>{t('looks')}</h2>
            {file.looks.length === 0 ? <p>{t('noLooks')}</p> : <Looks file={file} language={language} />}
          </section>
          {file.letters.map((letter) => (
            <section>
              <h2>{letter.subject}</h2>
              <p>{dateAndTime(letter.writtenAt, language)}</p>
              <pre lang={letter.language}>{letter.text}</pre>
            </section>
          ))}
        </main>
      </body>
    </html>
  )
}

function Looks({ file, language }: { file: WholeFile; language: Language }) {
  const t = messages(language)
  return (
    <table>
      <thead>
        <tr>
          {[t('when'), t('body'), t('about')].map((heading) => (
            <th scope="col">{heading}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {file.looks.map(({ at, record }) => (
          <tr>
            <td>{dateAndTime(at, language)}</td>
            <td>{record.body?.(language) ?? ''}</td>
            <td>{record.title(language)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
