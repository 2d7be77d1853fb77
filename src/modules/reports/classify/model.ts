import { CATEGORIES, type Category } from '../category.ts'
import { BUCKETS, gramsOf, type Sparse } from './grams.ts'

const CLASSES = CATEGORIES.length

/** A model that says for each category how likely a text is about it: a weight for each category at each place. */
export interface CategoryModel {
  readonly weights: Float32Array
  readonly bias: Float32Array
}

/** A text of which is known what it is about. */
export interface Example {
  readonly text: string
  readonly category: Category
}

/** A category with how likely it is, from 0 to 1. */
export interface Guess {
  readonly category: Category
  readonly likelihood: number
}

const ROUNDS = 14
const SPEED = 0.5
const DECAY = 2e-5
/** Between so many examples others get a turn: a long history must not hold up the pages. */
const BREATH = 400

/**
 * Learns a multinomial logistic model by stochastic gradient steps of its own length for each weight (AdaGrad: Duchi et al., 2011). The
 * same examples in the same order always give the same model. Lets other work go between.
 */
export async function trainModel(examples: readonly Example[]): Promise<CategoryModel> {
  const read = examples.map(({ text, category }) => ({ grams: gramsOf(text), wanted: CATEGORIES.indexOf(category) }))
  const model = { weights: new Float32Array(CLASSES * BUCKETS), bias: new Float32Array(CLASSES) }
  const squares = new Float32Array(CLASSES * BUCKETS)
  let done = 0
  for (let round = 0; round < ROUNDS; round += 1)
    for (const index of mixed(read.length, round)) {
      const example = read[index]
      if (example !== undefined) step(model, squares, example)
      done += 1
      if (done % BREATH === 0) await new Promise<void>((resolve) => setImmediate(resolve))
    }
  return model
}

function step(
  { weights, bias }: CategoryModel,
  squares: Float32Array,
  { grams, wanted }: { readonly grams: Sparse; readonly wanted: number },
): void {
  const likely = likelihoods({ weights, bias }, grams)
  for (let one = 0; one < CLASSES; one += 1) {
    const miss = (likely[one] ?? 0) - (one === wanted ? 1 : 0)
    bias[one] = (bias[one] ?? 0) - 0.02 * miss
    if (Math.abs(miss) < 1e-4) continue
    for (let index = 0; index < grams.places.length; index += 1) {
      const at = one * BUCKETS + (grams.places[index] ?? 0)
      const slope = miss * (grams.values[index] ?? 0) + DECAY * (weights[at] ?? 0)
      squares[at] = (squares[at] ?? 0) + slope * slope
      weights[at] = (weights[at] ?? 0) - (SPEED * slope) / Math.sqrt((squares[at] ?? 0) + 1e-6)
    }
  }
}

/**
 * The categories of a text, the likeliest first. `counts` says how often each was reported here: what is often reported is likelier, all else
 * being equal (the rule of Bayes; half as strong, since words say more than habit).
 */
export function guessCategories(
  model: CategoryModel,
  text: string,
  counts: Readonly<Partial<Record<Category, number>>> = {},
): Guess[] {
  const likely = likelihoods(model, gramsOf(text))
  const total = CATEGORIES.reduce((sum, category) => sum + (counts[category] ?? 0), 0)
  const share = (category: Category) => ((counts[category] ?? 0) + 20) / (total + 20 * CLASSES)
  const scores = CATEGORIES.map((category, index) => (likely[index] ?? 0) * Math.sqrt(share(category)))
  const sum = scores.reduce((all, score) => all + score, 0) || 1
  return CATEGORIES.map((category, index) => ({ category, likelihood: (scores[index] ?? 0) / sum })).toSorted(
    (one, other) => other.likelihood - one.likelihood,
  )
}

/** How likely each category is for a text, in the order of `CATEGORIES`. */
export function likelihoods({ weights, bias }: CategoryModel, { places, values }: Sparse): Float64Array {
  const scores = Float64Array.from(bias)
  for (let one = 0; one < CLASSES; one += 1) {
    let score = bias[one] ?? 0
    for (let index = 0; index < places.length; index += 1)
      score += (weights[one * BUCKETS + (places[index] ?? 0)] ?? 0) * (values[index] ?? 0)
    scores[one] = score
  }
  const most = Math.max(...scores)
  const powers = scores.map((score) => Math.exp(score - most))
  const sum = powers.reduce((all, power) => all + power, 0)
  return powers.map((power) => power / sum)
}

/** A model in some 350 kB of text: each weight in one byte, as a part of the largest. */
export function packModel({ weights, bias }: CategoryModel): string {
  const scale = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 1e-9) / 127
  const bytes = Int8Array.from(weights, (weight) => Math.round(weight / scale))
  return JSON.stringify({ scale, bias: [...bias], weights: Buffer.from(bytes.buffer).toString('base64') })
}

/** The model of a text that `packModel` made; undefined when it is of another shape, such as that of another version. */
export function unpackModel(packed: string): CategoryModel | undefined {
  const { scale, bias, weights } = JSON.parse(packed) as { scale: number; bias: number[]; weights: string }
  const bytes = Buffer.from(weights, 'base64')
  if (bytes.length !== CLASSES * BUCKETS || bias.length !== CLASSES) return undefined
  return { bias: Float32Array.from(bias), weights: Float32Array.from(new Int8Array(bytes), (value) => value * scale) }
}

/** The numbers up to `count` in an order that is mixed and always the same (Fisher and Yates, with a linear congruential generator). */
function mixed(count: number, seed: number): number[] {
  let state = (seed + 1) * 2_654_435_761
  const order = Array.from({ length: count }, (_, index) => index)
  for (let last = count - 1; last > 0; last -= 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    const other = Math.floor((state / 2 ** 32) * (last + 1))
    const kept = order[last] ?? 0
    order[last] = order[other] ?? 0
    order[other] = kept
  }
  return order
}
