#!/usr/bin/env node
/**
 * The headless entry: hands the process's arguments, streams, time and signals to the command line.
 *
 * Only the check of the Node version runs before everything else is loaded, so that an old Node says one sentence
 * instead of a stack of errors. Nobody imports this file.
 */
import { setFlagsFromString } from 'node:v8'
import { wantsNewerNode } from '../shared/words/node-version.ts'

// A first sync makes much garbage and keeps little: without this V8 lets a daemon grow to several times what it needs.
setFlagsFromString('--optimize-for-size')

async function main(): Promise<number> {
  const { argv, env } = process
  try {
    await import('node:sqlite')
  } catch (error) {
    if (!(error instanceof Error)) throw error
    const locale = env['LC_ALL'] ?? env['LC_MESSAGES'] ?? env['LANG'] ?? ''
    const { text, document } = wantsNewerNode(process.version, argv, locale)
    if (argv.includes('--json')) process.stdout.write(`${JSON.stringify(document)}\n`)
    else process.stderr.write(`${text}\n`)
    return 2
  }
  const { start } = await import('./command-line/start.ts')
  return start({
    argv: argv.slice(2),
    env,
    platform: process.platform,
    workingFolder: process.cwd(),
    programFolder: import.meta.dirname,
    pid: process.pid,
    stdout: process.stdout,
    stderr: {
      isTTY: process.stderr.isTTY,
      columns: process.stderr.columns,
      write: (text) => void process.stderr.write(text),
    },
    fetch: (url, init) => fetch(url, init),
    onStop: (stop) => {
      const onInterrupt = (): void => stop('SIGINT')
      const onTerminate = (): void => stop('SIGTERM')
      process.on('SIGINT', onInterrupt)
      process.on('SIGTERM', onTerminate)
      return () => {
        process.off('SIGINT', onInterrupt)
        process.off('SIGTERM', onTerminate)
      }
    },
  })
}

// Node turns a file that may not grow into an ordinary error; a package below `conf` makes it end the process instead.
process.on('SIGXFSZ', () => undefined)
// Whoever reads our output may stop reading: `partner-sync history | head` is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})
process.exitCode = await main()
