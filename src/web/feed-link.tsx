import type { JSX } from 'preact'
import { ATOM_TYPE } from './atom.ts'

/** For the head of a page with a list: the same list as a feed (RFC 4287). */
export function FeedLink({ title, href }: { title: string; href: string }): JSX.Element {
  return <link rel="alternate" type={ATOM_TYPE} title={title} href={href} />
}
