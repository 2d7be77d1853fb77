import { readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'

/** A file of the house, with what it imports. */
export interface HouseFile {
  /** From the root of the project, with forward slashes: `src/web/page.tsx`. */
  readonly path: string
  readonly text: string
}

/** What a module says it needs: its name and the names of the modules whose door it uses. */
export type Needs = ReadonlyMap<string, readonly string[]>

const MOST_LINES = 400
const NAMELESS_ROOMS = ['utils', 'helpers', 'common', 'shared', 'lib', 'services', 'types']

/** Reads a file of the house. */
export function readHouseFile(path: string): HouseFile {
  return { path: path.replaceAll('\\', '/'), text: readFileSync(path, 'utf8') }
}

/** Everything in these files that goes against the plan of the house, a sentence each. */
export function complaintsAbout(files: readonly HouseFile[], needs: Needs): string[] {
  return [
    ...files.flatMap((file) => importsOf(file).flatMap((target) => complaintAboutImport(file, target, needs) ?? [])),
    ...circles(files),
    ...moduleCircles(needs),
    ...files.flatMap((file) => [...complaintsAboutShape(file), ...complaintsAboutSql(file, needs)]),
  ]
}

/** The rooms that an import leads to, as paths from the root; packages are left out. */
function importsOf({ path, text }: HouseFile): string[] {
  const specifiers = [
    ...text.matchAll(/(?:^|\n)(?:import|export)\b[^'"`;]*?\bfrom\s+['"]([^'"]+)['"]/g),
    ...text.matchAll(/\bimport\s*\(?\s*['"]([^'"]+)['"]/g),
  ]
  return specifiers.flatMap(([, name = '']) => {
    if (name.startsWith('#')) return [`src/${name.slice(1)}`]
    return name.startsWith('.') ? [normalize(join(dirname(path), name)).replaceAll('\\', '/')] : []
  })
}

function complaintAboutImport(file: HouseFile, target: string, needs: Needs): string | undefined {
  const from = roomOf(file.path)
  const to = roomOf(target)
  const says = `${file.path} imports ${target}`
  if (!target.startsWith('src/')) return `${says}: nothing in src may lean on what is outside it.`
  const isTest = isTestFile(file.path)
  if (from.room === 'top') return undefined
  if (from.room === 'core' && to.room !== 'core') return `${says}: core imports nothing of ours but core.`
  if (from.room === 'web' && to.room !== 'core' && to.room !== 'web')
    return `${says}: web may import core and web only.`
  if (from.room !== 'module' || to.room === 'core' || to.room === 'web') return undefined
  if (to.room === 'top') return `${says}: a module does not know how the house is put together.`
  if (to.module === from.module) return undefined
  if (!needs.get(from.module)?.includes(to.module))
    return `${says}: the module ${from.module} does not name ${to.module} in its needs.`
  const door = isTest ? /\/(public|module)\.ts$/ : /\/public\.ts$/
  return door.test(target) ? undefined : `${says}: other modules are entered by their public.ts only.`
}

type Room = { room: 'core' | 'web' | 'top'; module: '' } | { room: 'module'; module: string }

function roomOf(path: string): Room {
  const [, first = '', second = ''] = path.split('/')
  if (first === 'modules') return { room: 'module', module: second }
  if (first === 'core' || first === 'web') return { room: first, module: '' }
  return { room: 'top', module: '' }
}

function isTestFile(path: string): boolean {
  return /(\.test\.tsx?|\/testing\.ts)$/.test(path)
}

/** Files that import each other in a circle, by depth-first search. Imports of types alone make no circle at run time. */
function circles(files: readonly HouseFile[]): string[] {
  const known = new Set(files.map(({ path }) => path))
  const graph = new Map(
    files.map((file) => [
      file.path,
      importsOf({ ...file, text: withoutTypeImports(file.text) }).filter((target) => known.has(target)),
    ]),
  )
  return circlesIn(graph).map(
    (circle) =>
      `These files import each other in a circle: ${circle.map((path) => relative('src', path)).join(' → ')}.`,
  )
}

function moduleCircles(needs: Needs): string[] {
  return circlesIn(needs).map((circle) => `These modules need each other in a circle: ${circle.join(' → ')}.`)
}

function circlesIn(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const done = new Set<string>()
  const found: string[][] = []
  const walk = (node: string, trail: readonly string[]): void => {
    if (trail.includes(node)) {
      found.push([...trail.slice(trail.indexOf(node)), node])
      return
    }
    if (done.has(node)) return
    for (const next of graph.get(node) ?? []) walk(next, [...trail, node])
    done.add(node)
  }
  for (const node of graph.keys()) walk(node, [])
  return found
}

function withoutTypeImports(text: string): string {
  return text.replace(/(^|\n)\s*(import|export) type [^'"]*?['"][^'"]+['"]/g, '$1')
}

function complaintsAboutShape({ path, text }: HouseFile): string[] {
  const lines = text.split('\n').length
  const folders = path.split('/').slice(0, -1)
  return [
    ...(lines > MOST_LINES ? [`${path} has ${lines} lines; a file of more than ${MOST_LINES} holds two things.`] : []),
    ...folders
      .filter((folder) => NAMELESS_ROOMS.includes(folder))
      .map((folder) => `${path}: a folder "${folder}" says nothing about what is inside.`),
  ]
}

/** A module speaks of its own tables only. */
function complaintsAboutSql({ path, text }: HouseFile, needs: Needs): string[] {
  const { room, module } = roomOf(path)
  if (room !== 'module') return []
  const own = needs.get(module)
  if (own === undefined) return []
  const others = [...needs.keys()].filter((name) => name !== module)
  return others
    .filter((name) => new RegExp(`\\b(from|join|into|update|references|table)\\s+${name}\\.[a-z_]+`, 'i').test(text))
    .map((name) => `${path}: its SQL names a table of the module ${name}; ask ${name}/public.ts.`)
}
