/**
 * Rich text as Notion stores it (section 5): what a client writes is checked, enriched (`plain_text`, `href`, default
 * annotations) and neighbouring runs of equal looks are merged, so what is read back need not be what was sent.
 * Assumes a `RichTextSetting` that knows who and what can be mentioned; refuses with 400 `validation_error`.
 */
import { canonicalId } from './clock.ts'
import { writeDate } from './dates.ts'
import { asText, isList, isObject, type Json, type JsonObject, plainTextOf, quote } from './json.ts'
import type { Value } from './model.ts'
import { invalid, malformed } from './refusal.ts'
import type { Switches } from './switches.ts'

export interface RichTextSetting {
  readonly switches: Switches
  /** True for a person in Notion's own window, who may paste what an answer contained. */
  readonly lenient: boolean
  readonly userName: (userId: string) => string | null
  readonly pageTitle: (pageId: string) => string | null
}

const MAX_CONTENT = 2000
const MAX_ITEMS = 100
const PLAIN_LOOKS: JsonObject = {
  bold: false,
  italic: false,
  strikethrough: false,
  underline: false,
  code: false,
  color: 'default',
}
const COLORS = new Set(['default', 'gray', 'brown', 'orange', 'yellow', 'green', 'blue', 'purple', 'pink', 'red'])

/** Turns the items of a write into the stored value (sections 5 and 6: 2000 characters, 100 items). */
export function writeRichText(
  json: Json | undefined,
  path: string,
  setting: RichTextSetting,
): Value & { kind: 'text' } {
  if (!isList(json)) throw malformed(path, 'an array', json)
  if (json.length > MAX_ITEMS && !setting.lenient) {
    throw invalid(
      `body failed validation: ${path}.length should be ≤ \`${MAX_ITEMS}\`, instead was \`${json.length}\`.`,
    )
  }
  return textValue(merged(json.map((item, index) => writeItem(item, `${path}[${index}]`, setting))))
}

/** A stored text value from items in answer form. */
export function textValue(items: readonly JsonObject[]): Value & { kind: 'text' } {
  return { kind: 'text', items, plain: plainTextOf(items) }
}

/** One plain run, as a person types it. */
export function plainItems(text: string): readonly JsonObject[] {
  if (text === '') return []
  return [{ type: 'text', text: { content: text, link: null }, annotations: PLAIN_LOOKS, plain_text: text, href: null }]
}

/** How many references to people, pages or dates a text holds; pages show at most 25 of them (section 5). */
export function cutMentions(items: readonly JsonObject[], limit: number): readonly JsonObject[] {
  let seen = 0
  const end = items.findIndex((item) => {
    if (item['type'] === 'mention') seen += 1
    return seen > limit
  })
  return end === -1 ? items : items.slice(0, end)
}

function writeItem(json: Json, path: string, setting: RichTextSetting): JsonObject {
  if (!isObject(json)) throw malformed(path, 'an object', json)
  const type = json['type'] ?? ['text', 'mention', 'equation'].find((key) => json[key] !== undefined)
  if (type !== 'text' && type !== 'mention' && type !== 'equation') {
    throw malformed(`${path}.type`, '`"text"`, `"mention"` or `"equation"`', json['type'])
  }
  const extras = Object.keys(json).filter((key) => key !== 'type' && key !== type && key !== 'annotations')
  const echoed = setting.lenient || setting.switches.echoedKeys === 'accept'
  for (const key of extras) {
    if (echoed && (key === 'plain_text' || key === 'href')) continue
    throw malformed(`${path}.${key}`, 'not present', json[key])
  }
  const annotations = writeAnnotations(json['annotations'], `${path}.annotations`)
  const inner = json[type]
  if (!isObject(inner)) throw malformed(`${path}.${type}`, 'an object', inner)
  if (type === 'text') return writeText(inner, annotations, `${path}.text`, setting)
  if (type === 'equation') {
    const expression = inner['expression']
    if (typeof expression !== 'string') throw malformed(`${path}.equation.expression`, 'a string', expression)
    return { type, equation: { expression }, annotations, plain_text: expression, href: null }
  }
  return { ...writeMention(inner, `${path}.mention`, setting), annotations }
}

function writeText(inner: JsonObject, annotations: JsonObject, path: string, setting: RichTextSetting): JsonObject {
  const content = inner['content']
  if (typeof content !== 'string') throw malformed(`${path}.content`, 'a string', content)
  if (content.length > MAX_CONTENT && !setting.lenient) {
    throw invalid(
      `body failed validation: ${path}.content.length should be ≤ \`${MAX_CONTENT}\`, instead was \`${content.length}\`.`,
    )
  }
  for (const key of Object.keys(inner)) {
    if (key !== 'content' && key !== 'link') throw malformed(`${path}.${key}`, 'not present', inner[key])
  }
  const link = inner['link'] ?? null
  if (link === null) {
    return { type: 'text', text: { content, link: null }, annotations, plain_text: content, href: null }
  }
  const url = isObject(link) ? link['url'] : undefined
  if (typeof url !== 'string' || url === '' || url.length > MAX_CONTENT) throw invalid('Invalid URL for link.')
  return { type: 'text', text: { content, link: { url } }, annotations, plain_text: content, href: url }
}

function writeAnnotations(json: Json | undefined, path: string): JsonObject {
  if (json === undefined) return PLAIN_LOOKS
  if (!isObject(json)) throw malformed(path, 'an object', json)
  for (const [key, value] of Object.entries(json)) {
    if (!(key in PLAIN_LOOKS)) throw malformed(`${path}.${key}`, 'not present', value)
    if (key === 'color') {
      if (typeof value !== 'string' || !COLORS.has(value.replace('_background', ''))) {
        throw malformed(`${path}.color`, 'a color', value)
      }
    } else if (typeof value !== 'boolean') throw malformed(`${path}.${key}`, 'a boolean', value)
  }
  return { ...PLAIN_LOOKS, ...json }
}

/** The kinds of mention a request may carry, and what they look like when read. */
function writeMention(inner: JsonObject, path: string, setting: RichTextSetting): JsonObject {
  const type = inner['type'] ?? Object.keys(inner)[0]
  const target = typeof type === 'string' ? inner[type] : undefined
  if (typeof type !== 'string' || !isObject(target)) throw malformed(path, 'a mention', inner)
  const mention = (value: JsonObject, plain: string, href: string | null): JsonObject => ({
    type: 'mention',
    mention: { type, [type]: value },
    plain_text: plain,
    href,
  })
  switch (type) {
    case 'user': {
      const id = mentionedId(target, path)
      const name = setting.userName(id)
      if (name === null && setting.switches.unresolvableMention === 'refuse') {
        throw invalid(`Could not find user with ID: ${id}.`)
      }
      return mention({ object: 'user', id }, `@${name ?? 'Unknown'}`, null)
    }
    case 'page':
    case 'database': {
      const id = mentionedId(target, path)
      const title = setting.pageTitle(id)
      if (title === null && setting.switches.unresolvableMention === 'refuse') {
        throw invalid(`Could not find ${type} with ID: ${id}.`)
      }
      const href = `https://www.notion.so/${id.replaceAll('-', '')}`
      return mention({ id }, title === null || title === '' ? 'Untitled' : title, href)
    }
    case 'date': {
      const date = writeDate(target, `${path}.date`, setting.switches)
      if (date === null) throw malformed(`${path}.date`, 'an object', target)
      const shown = date.end === null ? date.start : `${date.start} → ${date.end}`
      return mention({ start: date.start, end: date.end, time_zone: null }, shown, null)
    }
    case 'template_mention':
      return mention(target, target['type'] === 'template_mention_user' ? '@Me' : '@Today', null)
    case 'custom_emoji':
      return mention({ name: 'emoji', url: '', ...target }, `:${asText(target['name'] ?? 'emoji')}:`, null)
    case 'link_mention':
    case 'link_preview': {
      // Read-only kinds: a person can paste them, the API cannot write them.
      if (!setting.lenient) throw malformed(`${path}.type`, 'a mention that can be written', type)
      const url = asText(target['href'] ?? target['url'])
      return mention(target, url, url)
    }
    default:
      throw malformed(`${path}.type`, 'a known mention', type)
  }
}

function mentionedId(target: JsonObject, path: string): string {
  const id = typeof target['id'] === 'string' ? canonicalId(target['id']) : null
  if (id === null)
    throw invalid(`body failed validation: ${path} should carry a valid uuid, instead was ${quote(target)}.`)
  return id
}

/** Neighbouring text runs with equal looks and link become one; empty runs vanish. */
function merged(items: readonly JsonObject[]): readonly JsonObject[] {
  const result: JsonObject[] = []
  for (const item of items) {
    if (item['type'] === 'text' && item['plain_text'] === '') continue
    const last = result.at(-1)
    if (last === undefined || !sameLooks(last, item)) {
      result.push(item)
      continue
    }
    const content = plainTextOf([last, item])
    const text = isObject(last['text']) ? last['text'] : {}
    result[result.length - 1] = { ...last, text: { ...text, content }, plain_text: content }
  }
  return result
}

function sameLooks(one: JsonObject, other: JsonObject): boolean {
  if (one['type'] !== 'text' || other['type'] !== 'text' || one['href'] !== other['href']) return false
  const looks = isObject(one['annotations']) ? one['annotations'] : {}
  const others = isObject(other['annotations']) ? other['annotations'] : {}
  return Object.keys(PLAIN_LOOKS).every((key) => looks[key] === others[key])
}
