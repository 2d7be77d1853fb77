import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { messages } from './database/messages.ts'
import { explainCause, Problem } from './problem.ts'

describe('a problem explained to who runs the square', () => {
  it('has its calm title and the cause that can be mended', () => {
    const cause = new Error('connect ECONNREFUSED 127.0.0.1:5432')
    const problem = new Problem('database-unavailable', 503, messages.say('unavailable'), { cause })
    assert.match(explainCause(problem), /^The database does not answer .*: connect ECONNREFUSED 127\.0\.0\.1:5432$/)
  })

  it('names every address of a host that refused', () => {
    const each = [new Error('connect ECONNREFUSED ::1:5432'), new Error('connect ECONNREFUSED 127.0.0.1:5432')]
    const cause = new AggregateError(each)
    assert.equal(
      explainCause(new Error('no database', { cause })),
      'no database: connect ECONNREFUSED ::1:5432, connect ECONNREFUSED 127.0.0.1:5432',
    )
  })

  it('says a cause once that an error repeats, and takes whatever is thrown', () => {
    const cause = new Error('the disk is full')
    assert.equal(explainCause(new Error('the disk is full', { cause })), 'the disk is full')
    assert.equal(explainCause('just words'), 'just words')
  })
})
