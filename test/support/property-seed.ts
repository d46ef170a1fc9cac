/**
 * Property tests draw the same examples every time, so that what passes once passes on every machine. To search further,
 * give another seed: `PROPERTY_SEED=7 npx vitest run --project property`; what it finds becomes a test of its own.
 */
import { env } from 'node:process'
import { configureGlobal } from 'fast-check'

configureGlobal({ seed: Number(env['PROPERTY_SEED'] ?? 20_261_121) })
