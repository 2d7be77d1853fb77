import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { planeAround, type Point } from '#core/geo/point.ts'
import { listAreas, listMunicipalities, locator, REGION_OFFICE } from '#modules/region/public.ts'
import { openTestSquare, type TestSquare } from '#web/testing.ts'
import { CATEGORIES, type Category } from '../category.ts'
import { randomFrom } from '../demo/random.ts'
import { ROAD_CLASSES } from './asset.ts'
import { factsOf } from './facts.ts'
import { governmentOf } from './answering-body.ts'
import { ownerOf } from './owner-of.ts'
import { proposedRules } from './proposal.ts'
import { routeReport, type Known, type Owner, type RoutingTable } from './route-report.ts'
import { ANY_ASSET, clash, clashesIn, fits, NO_ASSET, OWNER_OF_ASSET, type Rule } from './rule.ts'
import { addDemoTable } from './store.ts'
import { namedStreet, streetKeys, type NamedStreet } from './street.ts'
import { region } from '../../region/module.ts'
import { reports } from '../module.ts'

const date = Temporal.PlainDate.from
const RULE: Rule = {
  id: 'a',
  category: 'road',
  road: null,
  municipalities: null,
  postalCodes: null,
  streets: null,
  asset: null,
  from: null,
  until: null,
  to: 'awv',
}
const KNOWN: Known = {
  category: 'road',
  municipality: '24062',
  postalCode: '3000',
  postalCodes: ['3000', '3010'],
  streets: [],
  on: date('2026-06-01'),
}
/** A street that has a name in two languages, one of these names, another street, and a postal code beside them. */
const PLACES = [
  { postalCodes: null, streets: null },
  { postalCodes: ['1'], streets: null },
  { postalCodes: ['2'], streets: null },
  { postalCodes: null, streets: [street('Kerkstraat / Rue de l’Église')] },
  { postalCodes: null, streets: [street('rue de l’Eglise 3')] },
  { postalCodes: ['1'], streets: [street('Dorp'), street('Kerkstraat')] },
]
const ASSETS = [null, ANY_ASSET, NO_ASSET, 'fluvius', 'sibelga']
const table = (body: string, rules: Rule[]): RoutingTable => ({ body, version: 3, rules })
const regionRules = (...rules: Rule[]) => ({ region: table('region-office', rules) })

function street(name: string): NamedStreet {
  const named = namedStreet(name)
  assert.ok(named, name)
  return named
}

describe('rules', () => {
  test('fit what they say, and until the day before they end', () => {
    const on = (text: string) => ({
      ...KNOWN,
      postalCode: '3000',
      street: 'tiensestraat',
      assetOwner: null,
      on: date(text),
    })
    const dated = { ...RULE, from: date('2026-06-01'), until: date('2026-07-01') }
    assert.equal(fits(dated, on('2026-05-31'), 'municipal'), false)
    assert.equal(fits(dated, on('2026-06-01'), 'municipal'), true)
    assert.equal(fits(dated, on('2026-06-30'), 'municipal'), true)
    assert.equal(fits(dated, on('2026-07-01'), 'municipal'), false)
    assert.equal(fits({ ...RULE, category: 'tree' }, on('2026-06-01'), 'municipal'), false)
    assert.equal(fits({ ...RULE, road: 'regional' }, on('2026-06-01'), 'municipal'), false)
    assert.equal(fits({ ...RULE, municipalities: ['23027'] }, on('2026-06-01'), 'municipal'), false)
    assert.equal(fits({ ...RULE, postalCodes: ['3010'] }, on('2026-06-01'), 'municipal'), false)
    assert.equal(fits({ ...RULE, streets: [street('Naamsestraat')] }, on('2026-06-01'), 'municipal'), false)
    assert.equal(fits({ ...RULE, streets: [street('Tiensestr.')] }, on('2026-06-01'), 'municipal'), true)
    const owned = { ...on('2026-06-01'), assetOwner: 'fluvius' }
    const asked = ['fluvius', 'sibelga', ANY_ASSET, NO_ASSET]
    assert.deepEqual(
      asked.map((asset) => fits({ ...RULE, asset }, owned, 'municipal')),
      [true, false, true, false],
    )
    assert.deepEqual(
      asked.map((asset) => fits({ ...RULE, asset }, on('2026-06-01'), 'municipal')),
      [false, false, false, true],
    )
  })

  test('clash exactly when one matter fits both: over all small rules and matters', () => {
    const days = [date('2026-01-01'), date('2026-01-02')] as const
    const some = [null, 'regional', 'municipal'].flatMap((road) =>
      [null, ['a'], ['b'], ['a', 'b']].flatMap((municipalities) =>
        PLACES.flatMap(({ postalCodes, streets }) =>
          ([null, days[1]] as const).flatMap((from) =>
            ([null, days[1]] as const)
              .filter((until) => from === null || until === null)
              .map((until) => ({ ...RULE, road, municipalities, postalCodes, streets, from, until }) as Rule),
          ),
        ),
      ),
    )
    const matters = ['a', 'b', 'c'].flatMap((municipality) =>
      ['1', '2', '3'].flatMap((postalCode) =>
        days.flatMap((on) =>
          ['', 'kerkstraat', 'ruedeleglise', 'dorp'].flatMap((way) =>
            ROAD_CLASSES.map((road) => ({
              matter: { category: 'road' as const, municipality, postalCode, street: way, assetOwner: null, on },
              road,
            })),
          ),
        ),
      ),
    )
    let clashes = 0
    for (const one of some)
      for (const other of some) {
        const both = matters.some(({ matter, road }) => fits(one, matter, road) && fits(other, matter, road))
        assert.equal(clash(one, other), both, JSON.stringify([one, other]))
        clashes += Number(both)
      }
    assert.ok(clashes > 1000 && clashes < some.length ** 2 - 1000, `${clashes}`)
    for (const one of ASSETS)
      for (const other of ASSETS) {
        const both = [null, 'fluvius', 'sibelga', 'ores'].some((assetOwner) => {
          const matter = { ...KNOWN, postalCode: '3000', street: '', assetOwner }
          return (
            fits({ ...RULE, asset: one }, matter, 'municipal') && fits({ ...RULE, asset: other }, matter, 'municipal')
          )
        })
        assert.equal(clash({ ...RULE, asset: one }, { ...RULE, asset: other }), both, `${one} ${other}`)
      }
    assert.equal(clashesIn([RULE, { ...RULE, category: 'tree' }, { ...RULE, id: 'b' }]).length, 1)
  })
})

describe('who answers for a matter', () => {
  const owner = (body: string | null, rule: string | null): Owner => ({ kind: 'owner', body, rule })

  test('is the municipality where no rule speaks, and what a rule says where one does', () => {
    assert.deepEqual(routeReport({}, KNOWN), owner(null, null))
    assert.deepEqual(routeReport(regionRules(RULE), KNOWN), owner('awv', 'region-office/3/a'))
    assert.deepEqual(routeReport(regionRules({ ...RULE, to: null }), KNOWN), owner(null, 'region-office/3/a'))
  })

  test('is by the table of the municipality where that speaks of it', () => {
    const tables = {
      ...regionRules(RULE),
      municipality: table('leuven', [{ ...RULE, to: 'ecowerf', postalCodes: ['3010'] }]),
    }
    assert.deepEqual(routeReport(tables, KNOWN), owner('awv', 'region-office/3/a'))
    assert.deepEqual(routeReport(tables, { ...KNOWN, postalCode: '3010' }), owner('ecowerf', 'leuven/3/a'))
  })

  test('is asked only where it makes a difference, in one question with an owner for every answer', () => {
    const byRoad = regionRules({ ...RULE, road: 'regional' })
    assert.deepEqual(routeReport(byRoad, { ...KNOWN, road: 'regional' }), owner('awv', 'region-office/3/a'))
    assert.deepEqual(routeReport(byRoad, { ...KNOWN, road: 'municipal' }), owner(null, null))
    assert.deepEqual(routeReport(byRoad, { ...KNOWN, road: 'unknown' }), owner(null, null))
    assert.deepEqual(routeReport(byRoad, KNOWN), {
      kind: 'question',
      options: [
        { postalCode: null, street: null, road: 'municipal', owner: owner(null, null) },
        { postalCode: null, street: null, road: 'regional', owner: owner('awv', 'region-office/3/a') },
      ],
    })
    const byCode = regionRules({ ...RULE, postalCodes: ['3010'] })
    const asked = routeReport(byCode, { ...KNOWN, postalCode: undefined })
    assert.deepEqual(
      asked.kind === 'question' && asked.options.map((one) => [one.postalCode, one.road, one.owner.body]),
      [
        ['3000', null, null],
        ['3010', null, 'awv'],
      ],
    )
    const byBoth = regionRules({ ...RULE, postalCodes: ['3010'], road: 'regional' })
    const four = routeReport(byBoth, { ...KNOWN, postalCode: undefined })
    assert.equal(four.kind === 'question' && four.options.length, 4)
  })

  test('is whoever owns the lamp, where a rule says so and it is known', () => {
    const byOwner = regionRules(
      { ...RULE, id: 'o', asset: ANY_ASSET, to: OWNER_OF_ASSET },
      { ...RULE, id: 'n', asset: NO_ASSET, to: 'awv' },
    )
    assert.deepEqual(routeReport(byOwner, { ...KNOWN, assetOwner: 'sibelga' }), owner('sibelga', 'region-office/3/o'))
    assert.deepEqual(routeReport(byOwner, { ...KNOWN, assetOwner: 'fluvius' }), owner('fluvius', 'region-office/3/o'))
    assert.deepEqual(routeReport(byOwner, KNOWN), owner('awv', 'region-office/3/n'))
  })

  test('in a named street is asked only when the street is not known, and by either of its names', () => {
    const inStreet = regionRules({
      ...RULE,
      streets: [street('Kerkstraat / Rue de l’Église'), street('Achter de Kerk')],
    })
    const in_ = (text: string) => routeReport(inStreet, { ...KNOWN, streets: streetKeys(text) })
    assert.deepEqual(in_('Kerkstr. 12'), owner('awv', 'region-office/3/a'))
    assert.deepEqual(in_('12, rue de l’Eglise'), owner('awv', 'region-office/3/a'))
    assert.deepEqual(in_('Dorp / Rue de l’Église'), owner('awv', 'region-office/3/a'))
    assert.deepEqual(in_('achter de kerk 12 bus 3'), owner('awv', 'region-office/3/a'))
    assert.deepEqual(in_('Kerkweg 1'), owner(null, null))
    const asked = routeReport(inStreet, { ...KNOWN, streets: undefined })
    assert.deepEqual(
      asked.kind === 'question' && asked.options.map((one) => [one.street?.key, one.street?.name, one.owner.body]),
      [
        ['achterdekerk', 'Achter de Kerk', 'awv'],
        ['kerkstraat', 'Kerkstraat / Rue de l’Église', 'awv'],
        ['', '', null],
      ],
    )
  })

  test('does not depend on the order of rules, and every answer to a question decides', () => {
    const random = randomFrom(7)
    const pick = <Each>(all: readonly Each[]): Each => all[Math.floor(random() * all.length)] as Each
    let questions = 0
    for (let round = 0; round < 2000; round++) {
      const rules: Rule[] = []
      for (let tries = 0; tries < 12; tries++) {
        const rule: Rule = {
          id: `r${tries}`,
          category: pick(['road', 'tree'] as const),
          road: pick([null, ...ROAD_CLASSES]),
          municipalities: pick([null, ['24062'], ['23027']]),
          postalCodes: pick([null, ['3000'], ['3010'], ['3000', '3010']]),
          streets: pick([null, null, [street('Kerkstraat / Rue de l’Église')], [street('Dorp'), street('Rue Neuve')]]),
          asset: pick(ASSETS),
          from: pick([null, date('2026-06-01')]),
          until: pick([null, date('2026-12-01')]),
          to: pick([null, 'awv', 'ecowerf', 'fluvius', OWNER_OF_ASSET]),
        }
        if (rule.to === OWNER_OF_ASSET && (rule.asset === null || rule.asset === NO_ASSET)) continue
        if (!rules.some((one) => clash(one, rule))) rules.push(rule)
      }
      const known: Known = {
        ...KNOWN,
        postalCode: pick([undefined, '3000', '3010', '9999']),
        road: pick([undefined, ...ROAD_CLASSES, 'unknown' as const]),
        streets: pick([undefined, [], ['kerkstraat'], ['ruedeleglise', 'dorp'], ['elders']]),
        assetOwner: pick([undefined, 'fluvius', 'sibelga']),
        on: pick([date('2026-01-01'), date('2026-07-01')]),
      }
      const routed = routeReport(regionRules(...rules), known)
      assert.deepEqual(routeReport(regionRules(...rules.toReversed()), known), routed)
      if (routed.kind === 'owner') continue
      questions += 1
      assert.ok(new Set(routed.options.map(({ owner: { body } }) => body)).size > 1, 'the answers make no difference')
      for (const { postalCode, street: way, road, owner: expected } of routed.options) {
        const streets = way === null ? known.streets : [way.key].filter(Boolean)
        const told = { ...known, postalCode: postalCode ?? known.postalCode, streets, road: road ?? known.road }
        const again = routeReport(regionRules(...rules), told)
        assert.equal(again.kind, 'owner', 'asked twice')
        assert.equal(again.kind === 'owner' && again.body, expected.body)
      }
      assert.equal(routeReport(regionRules(...rules), { ...known, road: 'unknown' }).kind, 'owner')
    }
    assert.ok(questions > 100, `${questions} questions`)
  })
})

describe('over every boundary', () => {
  let square: TestSquare
  before(async () => {
    square = await openTestSquare([region, reports], { demo: true })
    const { sql, clock } = square.services
    await addDemoTable(sql, REGION_OFFICE, proposedRules(await factsOf(square.services)), clock())
  })
  after(() => square.close())

  test('the proposal has no two rules that clash', async () => {
    const rules = proposedRules(await factsOf(square.services))
    assert.ok(rules.length > 15)
    assert.deepEqual(clashesIn(rules), [])
  })

  test('each point 30 m on either side has one owner, or one question that decides, for each category', async () => {
    const { services } = square
    const find = await locator(services)
    const { areas } = await listAreas(services)
    const seen = new Map<string, number>()
    const decided = new Map<string, number>()
    let [points, questions] = [0, 0]
    for (const { municipality, polygons } of areas)
      for (const point of pointsAlong(polygons.flat(), 30)) {
        const { municipality: there } = find(point)
        if (there === undefined) continue
        points += 1
        seen.set(there.nis, (seen.get(there.nis) ?? 0) + 1)
        // The router looks at the municipality alone: each pair of municipality and category is decided once.
        for (const category of CATEGORIES) {
          const key = `${there.nis} ${category}`
          if (!decided.has(key)) {
            const asked = await decide(there.nis, category, point)
            decided.set(key, asked)
          }
          questions += decided.get(key) ?? 0
        }
        assert.ok(there.nis === municipality.nis || areas.some((one) => one.municipality.nis === there.nis))
      }
    assert.equal(seen.size, areas.length, 'a municipality has no boundary')
    assert.ok(points > 4000, `${points} points`)
    assert.ok(questions > points && questions < points * CATEGORIES.length)
  })

  /** 1 when a question is asked; every way ends with one body that exists. */
  async function decide(nis: string, category: Category, { lon, lat }: Point): Promise<number> {
    const place = { municipality: nis, postalCode: '', street: '', lon, lat }
    const government = await governmentOf(nis, square.services)
    const first = await ownerOf(place, category, {}, square.services)
    const unknown = await ownerOf(place, category, { road: 'unknown' }, square.services)
    assert.equal(unknown.kind, 'routed')
    if (first.kind === 'routed') return 0
    assert.equal(unknown.kind === 'routed' && unknown.body, government?.answering)
    for (const { road, postalCode, street: way, body } of first.options) {
      const told = { road: road ?? undefined, postalCode: postalCode ?? undefined, street: way?.key }
      const routed = await ownerOf(place, category, told, square.services)
      assert.equal(routed.kind === 'routed' && routed.body, body)
    }
    return 1
  }

  test('the map of roads answers the question', async () => {
    const { sql } = square.services
    const [leuven] = (await listMunicipalities(sql, { on: date('2026-06-01') })).filter(({ nis }) => nis === '24062')
    assert.ok(leuven)
    const { unflatten } = planeAround(leuven)
    const at = (metres: number) => ({
      ...unflatten(metres / 1000, 0.5),
      municipality: '24062',
      postalCode: '3000',
      street: '',
    })
    const line = [unflatten(0, 0), unflatten(0, 1)].map(({ lon, lat }) => [lon, lat])
    await sql`insert into reports.regional_road (name, west, south, east, north, line)
      values ('Tiensesteenweg', ${leuven.lon}, ${leuven.lat}, ${leuven.lon}, ${leuven.lat + 0.01}, ${JSON.stringify(line)}::jsonb)`
    const bodyAt = async (place: Parameters<typeof ownerOf>[0]) => {
      const routed = await ownerOf(place, 'road', {}, square.services)
      return routed.kind === 'routed' ? routed.body : 'asked'
    }
    assert.deepEqual(await Promise.all([0, 9, 20, 39, 45].map((metres) => bodyAt(at(metres)))), [
      'awv',
      'awv',
      'asked',
      'asked',
      'leuven',
    ])
    const named = (name: string) => ({ municipality: '24062', postalCode: '3000', street: name })
    assert.equal(await bodyAt(named('Tiensesteenweg 12')), 'asked')
    assert.equal(await bodyAt(named('Naamsestraat 12')), 'leuven')
  })
})

/** Places on both sides of each edge of the rings: of its middle and a tenth from its ends, so many metres away. */
function pointsAlong(rings: readonly (readonly (readonly [number, number])[])[], metres: number): Point[] {
  return rings.flatMap((ring) =>
    ring.slice(1).flatMap(([lon, lat], index) => {
      const [fromLon, fromLat] = ring[index] ?? [lon, lat]
      const plane = planeAround({ lon: fromLon, lat: fromLat })
      const [x, y] = plane.flatten({ lon, lat })
      const length = Math.hypot(x, y)
      if (length === 0) return []
      const [aside, along] = [(-y / length) * (metres / 1000), (x / length) * (metres / 1000)]
      return [0.1, 0.5, 0.9].flatMap((part) => [
        plane.unflatten(x * part + aside, y * part + along),
        plane.unflatten(x * part - aside, y * part - along),
      ])
    }),
  )
}
