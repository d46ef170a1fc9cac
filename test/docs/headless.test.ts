/** The examples of docs/headless.md are what the product understands: its flags, its fields, its metrics. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { commands } from '../../electron/command-line/commands.ts'
import { parseArguments } from '../../electron/command-line/program.ts'
import { metricsOf } from '../../electron/host/loopback-metrics.ts'
import { statusPath } from '../../electron/host/loopback-status.ts'
import { statusSchema } from '../../shared/contract.ts'
import { root } from '../architecture/source.ts'
import { aStatus } from '../core/statuses.ts'

const folder = join(root, 'docs/examples')
const example = (name: string): string => readFileSync(join(folder, name), 'utf8')
const document = readFileSync(join(root, 'docs/headless.md'), 'utf8')
const fields = Object.keys(statusSchema.unwrap().shape)
const port = '8484'

async function understands(argv: readonly string[]): Promise<string> {
  const parsed = await parseArguments(commands, argv, 'en', '1.0.0')
  return parsed.kind === 'command' ? parsed.spec.name : parsed.kind
}

test('every example is spoken of, and each that is spoken of is there', () => {
  const named = [...document.matchAll(/\]\(examples\/([^)]+)\)/g)].map(([, name = '']) => name)
  expect([...new Set(named)].sort()).toEqual(readdirSync(folder).sort())
})

test('the service calls a command that exists, ends gracefully and does not repeat what cannot get better', async () => {
  const unit = example('partner-sync.service')
  const [, line = ''] = /^ExecStart=(.*)$/m.exec(unit) ?? []
  const [node, program, ...argv] = line.split(' ')
  expect([node, program]).toEqual(['/usr/bin/node', expect.stringMatching(/dist\/cli\.js$/)])
  expect(await understands(argv)).toBe('run')
  expect(argv).toContain(port)
  // Exit codes as docs/headless.md and the README name them.
  expect(unit).toContain('SuccessExitStatus=143')
  expect(unit).toContain('RestartPreventExitStatus=2 4')
  expect(Number(/^TimeoutStopSec=(\d+)$/m.exec(unit)?.[1])).toBeGreaterThan(10)
})

test('the container holds the bundle alone and runs a command that exists, as nobody special', async () => {
  const file = example('Containerfile')
  const list = (word: string): readonly string[] =>
    JSON.parse(new RegExp(`^${word} (\\[.*\\])$`, 'm').exec(file)?.[1] ?? '[]') as string[]
  expect(list('ENTRYPOINT')).toEqual(['node', '/opt/partner-sync/cli.js'])
  expect(await understands(list('CMD'))).toBe('run')
  expect([...file.matchAll(/^COPY (.*)$/gm)].map(([, what]) => what)).toEqual(['dist /opt/partner-sync'])
  const steps = file.split('\n').filter((line) => /^[A-Z]+ /.test(line))
  expect(steps.indexOf('USER node')).toBeLessThan(steps.findIndex((line) => line.startsWith('RUN')))
  const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { engines: { node: string } }
  expect(file).toContain(`node:${/\d+/.exec(engines.node)?.[0]}-slim`)
})

test('Home Assistant and Uptime Kuma are shown fields that a status has, under an address that answers', () => {
  const yaml = example('home-assistant.yaml')
  const used = [
    ...[...yaml.matchAll(/value_json\.(\w+)/g)].map(([, name = '']) => name),
    ...[...yaml.matchAll(/^ {10}- (\w+)$/gm)].map(([, name = '']) => name),
    ...(/Json Query \| `(\w+)`/.exec(document)?.slice(1) ?? []),
  ]
  expect(used.length).toBeGreaterThan(8)
  expect(used.filter((name) => !fields.includes(name))).toEqual([])
  for (const text of [yaml, document]) expect(text).toContain(`http://127.0.0.1:${port}${statusPath}/anna`)
})

test('Prometheus asks for metrics that are told, at the port of the service', () => {
  const told = metricsOf([aStatus()])
  const used = [...example('prometheus-alerts.yml').matchAll(/partner_sync_\w+/g)].map(([name]) => name)
  expect(used.length).toBeGreaterThan(4)
  expect(used.filter((name) => !told.includes(`# TYPE ${name} gauge`))).toEqual([])
  expect(example('prometheus.yml')).toContain(`'127.0.0.1:${port}'`)
})
