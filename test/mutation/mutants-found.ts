/** Bugs that were in the product until simulated runs found them, planted again: each was one line that looked right. */
import type { Mutant } from './mutant.ts'

export const foundMutants: readonly Mutant[] = [
  {
    name: 'adopted-copy-of-ours-wins',
    file: 'electron/core/field-outcome.ts',
    find: "return byUs && outcome.kind === 'write' && outcome.side === 'private' ? { kind: 'conflict' } : outcome",
    replace: 'return outcome',
    breaks: 'rail "Two computers": a value that another computer of ours wrote wins no policy',
    tests: ['test/core/merge.test.ts', 'test/engine/another-computer.test.ts'],
  },
  {
    name: 'carries-over-what-was-read-long-ago',
    file: 'electron/engine/proof.ts',
    find: "return kind === 'create' || kind === 'update' || kind === 'restore'",
    replace: "return kind === 'create'",
    breaks: 'rail "Fresh": a value that was read more than a minute ago is not carried over',
    tests: ['test/engine/fresh-reads.test.ts'],
  },
  {
    name: 'old-listing-switches-off',
    file: 'electron/engine/gather.ts',
    find: 'return switchedOff || differsFromBase(view, pair.base, context.rules)',
    replace: 'return differsFromBase(view, pair.base, context.rules)',
    breaks: 'a listing may be older than what this ledger has seen: a switch that it shows off is read directly',
    tests: ['test/engine/removal-proofs.test.ts'],
  },
  {
    name: 'undo-on-a-half-base',
    file: 'electron/engine/undo-effect.ts',
    find: 'pair.base === null ? null : completed(pair.base, intent)',
    replace: 'pair.base',
    breaks: 'what the user takes back stays taken back, also where the answer to the write had shown no value',
    tests: ['test/engine/undo.test.ts'],
  },
  {
    name: 'duplicate-takes-a-paired-copy',
    file: 'electron/engine/picture.ts',
    find: 'if (paired !== null && paired.privateId !== id) return false',
    replace: '',
    breaks: 'rows 2b and 11: a copy without a key belongs to the page that this ledger knows it by',
    tests: ['test/engine/cases.test.ts'],
  },
  {
    name: 'question-about-fields-forgotten-on-the-way',
    file: 'electron/engine/report.ts',
    find: "question.kind === 'fields' && decision.effect.kind === 'none'",
    replace: 'question === null',
    breaks: 'case 5: the field waits until the user has chosen, whatever stops the pair in between',
    tests: ['test/engine/questions.test.ts'],
  },
  {
    name: 'answer-from-before-a-sleep-counts-as-fresh',
    file: 'electron/engine/execute.ts',
    find: "if (ageOf(context.clock, read.at) > freshReadMs) return { kind: 'changed' }",
    replace: '',
    breaks: 'rail "Fresh read": what was read before the computer slept is read again right before it is overwritten',
    tests: ['test/engine/fresh-reads.test.ts'],
  },
  {
    name: 'keep-both-agrees-after-one-write',
    file: 'electron/engine/execute.ts',
    find: 'const agreeing = keys.filter((key) => !writtenLaterToo(decision.operations, operation, key))',
    replace: 'const agreeing = keys',
    breaks:
      'case 5, keep both: nothing agrees before both sides were written, whoever settles the first write after a crash',
    tests: ['test/engine/outcomes.test.ts'],
  },
  {
    name: 'write-after-a-crash-taken-for-undone',
    file: 'electron/engine/settle-intents.ts',
    find: 'return server !== null && server < intent.serverMinute + minuteMs + createQuietMs',
    replace: 'return server === null',
    breaks: 'invariant 3: what a request that is still on its way replaces stands in the history',
    tests: ['test/engine/after-a-crash.test.ts'],
  },
]
