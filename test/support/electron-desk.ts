/**
 * The double of Electron that the code under test is using, typed as the double.
 *
 * Only for tests of the project `desktop`, whose Node was started with `electron-hook.ts`.
 */
import * as electron from 'electron'
import type * as Double from './electron-double.ts'

// The hook put the double in the place of the package; elsewhere there is no `startAnew`, and nothing may go on.
export const desk = electron as unknown as typeof Double
if (typeof desk.startAnew !== 'function') throw new Error('this test needs the double of Electron: electron-hook.ts')
