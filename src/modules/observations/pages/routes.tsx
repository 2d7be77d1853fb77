import { boxOf } from '#core/geo/polygon.ts'
import { Problem } from '#core/problem.ts'
import { boundariesNotice, listAreas, municipalityName, themedView } from '#modules/region/public.ts'
import { page } from '#web/answer.ts'
import { readWindow, windowAround } from '#web/maps/map-window.ts'
import { route, type Context, type Route } from '#web/route.ts'
import { getAlertNow } from '../alerts/alerts.ts'
import { gatherCorrected } from '../calibrating/corrected-figures.ts'
import { calibratedNow } from '../calibrating/routes.tsx'
import { listDoubted } from '../judging/doubted.ts'
import { listOfStream } from '../judging/occasions/occasion-store.ts'
import { versionsOf } from '../judging/rule-store.ts'
import { shownPlace } from '../place.ts'
import { beginOf, findScore } from '../reliability/score-store.ts'
import { maySayStanding } from '../reliability/standing-routes.tsx'
import { listReleased } from '../store/archive.ts'
import { listThings, type ThingFilter } from '../store/shown-things.ts'
import { findStream, findThing, listMeasured, listStreams, type ThingTold } from '../store/shown-values.ts'
import { dataOfList, dataOfOneStream, dataOfOneThing, ListOutput, OneStreamOutput, OneThingOutput } from './data.ts'
import { DatastreamPage } from './datastream-page.tsx'
import { gatherFigures } from './figures.ts'
import { ListFilter, PAGE_SIZE, StreamAsked, ThingAsked } from './list-filter.ts'
import { ListPage } from './list-page.tsx'
import { mapAround } from './map-around.ts'
import { boxOfWindow, gatherPoints, MAP_SIZE } from './map-points.ts'
import { messages } from './messages.ts'
import { codesOf, whoseWords } from './names.ts'
import { shownPeriod, STEPS } from './period.ts'
import { ThingPage } from './thing-page.tsx'

/** In the list each thing tells so many of its datastreams, on its own page so many. */
const EACH = { list: 5, own: 200 }
/** Doubtful values of a period that are counted and drawn. */
const MOST_DOUBTED = 1500

/** What is measured in the region, for everybody: a map with a list, each thing, each datastream; and all of it as JSON. */
export const pageRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/:language/sensors',
    summary: 'What is measured where, as a map and a list, with the newest values',
    may: 'anyone',
    input: ListFilter,
    output: ListOutput,
    handle: async (filter, context) => {
      const { view, language, sql } = context
      const now = context.clock()
      const chosenWindow = readWindow(filter.map)
      const narrowed = {
        ...(await narrow(filter, context)),
        box: chosenWindow === undefined ? undefined : boxOfWindow(chosenWindow),
      }
      const { basis, areas } = await listAreas(context)
      const { things, total } = await listThings(sql, narrowed, {
        now,
        limit: PAGE_SIZE,
        offset: (filter.page - 1) * PAGE_SIZE,
      })
      const ids = things.map(({ id }) => id)
      const found = await listStreams(sql, ids, { now, property: narrowed.property, each: EACH.list })
      const streams = Map.groupBy(found, ({ thing }) => thing)
      const chosen = areas.filter(({ municipality }) => narrowed.municipalities?.includes(municipality.nis))
      const whole = windowAround(
        boxOf((chosen.length > 0 ? chosen : areas).flatMap(({ polygons }) => polygons)),
        MAP_SIZE,
      )
      const window = chosenWindow ?? whole
      return page(
        <ListPage
          view={filter.municipality === '' ? view : await themedView(context, { nis: filter.municipality })}
          now={now}
          filter={filter}
          total={total}
          things={things}
          streams={streams}
          measured={await listMeasured(sql)}
          municipalities={areas
            .map(({ municipality }) => ({ nis: municipality.nis, name: municipalityName(municipality, language) }))
            .toSorted((a, b) => a.name.localeCompare(b.name, language))}
          map={{
            ...(await gatherPoints(sql, narrowed, { now, window, language })),
            areas: areas.map(({ municipality, polygons }) => ({
              id: municipality.nis,
              name: municipalityName(municipality, language),
              polygons,
              className: municipality.nis === filter.municipality ? 'sp-area-chosen' : undefined,
            })),
            window,
          }}
          boundaries={boundariesNotice(basis, language)}
        />,
        200,
        dataOfList({ total, page: filter.page }, things, streams),
      )
    },
  }),
  route({
    method: 'GET',
    path: '/:language/sensors/things/:thing',
    summary: 'A thing that measures: what, where, whose',
    may: 'anyone',
    input: ThingAsked,
    wording: messages.find,
    output: OneThingOutput,
    handle: async ({ thing: id }, context) => {
      const { sql, language } = context
      const now = context.clock()
      const thing = await findThing(sql, id)
      if (thing === undefined) throw notThere('thing-unknown', 'error.thing')
      const streams = await listStreams(sql, [id], { now, each: EACH.own })
      const place = shownPlace(thing)
      return page(
        <ThingPage
          view={await viewOf(thing, context)}
          now={now}
          thing={thing}
          streams={streams}
          {...await whoseWords(thing, { sql, language })}
          around={place && (await mapAround(place, thing.municipality, context))}
          maySayStanding={maySayStanding(context, thing.owner)}
        />,
        200,
        dataOfOneThing(thing, streams),
      )
    },
  }),
  route({
    method: 'GET',
    path: '/:language/sensors/datastreams/:datastream',
    summary: 'A datastream: its newest value, and its values of a day, week, month or year as a chart and a table',
    may: 'anyone',
    input: StreamAsked,
    wording: messages.find,
    output: OneStreamOutput,
    handle: async ({ datastream, period, on, values }, context) => {
      const { sql, language } = context
      const now = context.clock()
      const stream = await findStream(sql, datastream, now)
      const thing = stream && (await findThing(sql, stream.thing))
      if (stream === undefined || thing === undefined) throw notThere('datastream-unknown', 'error.stream')
      const shown = shownPeriod({ period, on }, { now, first: stream.firstAt, newest: stream.lastUntil })
      const gathered = await gatherFigures(sql, stream, shown)
      const calibrated = await calibratedNow(datastream, context)
      const corrected =
        values === 'corrected' && calibrated.mayCorrect ? await gatherCorrected(sql, stream, shown) : undefined
      const doubted = await listDoubted(sql, datastream, shown, MOST_DOUBTED)
      return page(
        <DatastreamPage
          view={await viewOf(thing, context)}
          now={now}
          stream={stream}
          thing={thing}
          {...await whoseWords(thing, { sql, language })}
          shown={shown}
          gathered={gathered}
          released={STEPS[shown.period] === 'raw' ? await listReleased(sql, shown) : []}
          alerts={await getAlertNow(sql, datastream, now)}
          calibrated={calibrated}
          corrected={corrected}
          doubted={doubted}
          occasions={doubted.length === 0 ? [] : await listOfStream(sql, datastream, shown)}
          score={(await findScore(sql, datastream))?.score}
          versions={doubted.length === 0 ? [] : await versionsOf(sql, stream.property)}
          isNewest={on === undefined}
        />,
        200,
        dataOfOneStream(stream, { thing, shown, gathered, doubted, corrected }),
      )
    },
  }),
]

/** A page about a municipality looks as that municipality does. */
function viewOf({ municipality }: ThingTold, context: Context) {
  return municipality === null ? context.view : themedView(context, { nis: municipality })
}

async function narrow({ property, municipality, state, least }: ListFilter, context: Context): Promise<ThingFilter> {
  return {
    property: property === '' ? undefined : property,
    municipalities: municipality === '' ? undefined : await codesOf(municipality, context),
    state: state === '' ? undefined : state,
    leastScore: least === '' ? undefined : beginOf(least),
  }
}

function notThere(code: string, key: 'error.thing' | 'error.stream'): Problem {
  return new Problem(code, 404, messages.say(key), { next: { path: '/sensors', text: messages.say('error.toMap') } })
}
