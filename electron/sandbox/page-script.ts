/**
 * What the plain page does in the browser, as the text that is served: it asks for the state every few seconds, draws
 * one table per data source, and sends each change as an act of a person. A cell that is being edited is never redrawn.
 * All content enters as text (`textContent`, `value`), never as markup. No backticks or templates inside.
 */

export const pageScript = `'use strict'
const german = navigator.language.toLowerCase().startsWith('de')
const words = german
  ? { heading: 'Nachbildung von Notion', lead: 'Das hier steht für Notion. Änderungen gelten sofort; der nächste Abgleich sieht sie.',
      add: 'Neue Zeile', duplicate: 'Duplizieren', trash: 'In den Papierkorb', restore: 'Wiederherstellen', bin: 'Papierkorb', edited: 'Zuletzt bearbeitet',
      acts: 'Aktionen', none: 'Noch keine Zeile.', as: 'Du bist', allDay: 'Ganztägig', start: 'Beginn', end: 'Ende', save: 'Übernehmen',
      clear: 'Leeren', cancel: 'Abbrechen', more: 'weitere Zeilen werden nicht gezeigt', lost: 'Die Nachbildung antwortet nicht.' }
  : { heading: 'Notion sandbox', lead: 'This stands in for Notion. Changes count at once; the next sync sees them.',
      add: 'New row', duplicate: 'Duplicate', trash: 'Move to trash', restore: 'Restore', bin: 'Trash', edited: 'Last edited',
      acts: 'Actions', none: 'No row yet.', as: 'You are', allDay: 'All day', start: 'Start', end: 'End', save: 'Save',
      clear: 'Clear', cancel: 'Cancel', more: 'more rows are not shown', lost: 'The sandbox does not answer.' }
const main = document.getElementById('workspaces')
const notice = document.getElementById('notice')
const persons = new Map()
const openTrash = new Set()
let mark = ''
let latest = null

document.documentElement.lang = german ? 'de' : 'en'
document.title = words.heading
document.getElementById('heading').textContent = words.heading
document.getElementById('lead').textContent = words.lead

function make(tag, attributes, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (name in element && name !== 'list') element[name] = value
    else element.setAttribute(name, value)
  }
  element.append(...children)
  return element
}

async function refresh() {
  try {
    const answer = await fetch('/sandbox/state?mark=' + encodeURIComponent(mark))
    const state = await answer.json()
    if (notice.textContent === words.lost) notice.textContent = ''
    mark = state.mark
    if (state.workspaces) latest = state
    if (latest && !editing()) {
      const shown = latest
      latest = null
      draw(shown)
    }
  } catch {
    notice.textContent = words.lost
  }
}

function editing() {
  const active = document.activeElement
  return document.querySelector('dialog[open]') !== null || (active !== null && active.matches('td input[type=text], select'))
}

async function act(body) {
  const answer = await fetch('/sandbox/act', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  const result = await answer.json()
  notice.textContent = answer.ok ? '' : result.error
  if (!answer.ok) mark = ''
  await refresh()
}

function draw(state) {
  const focused = document.activeElement && document.activeElement.getAttribute('data-key')
  main.replaceChildren(...state.workspaces.filter((workspace) => workspace.sources.length > 0).map(workspacePart))
  if (focused) {
    const again = main.querySelector('[data-key="' + CSS.escape(focused) + '"]')
    if (again) again.focus()
  }
}

function workspacePart(workspace) {
  if (!persons.has(workspace.id) && workspace.people[0]) persons.set(workspace.id, workspace.people[0].id)
  const choice = make('select', { ariaLabel: words.as }, ...workspace.people.map((person) => make('option', { value: person.id, textContent: person.name })))
  choice.value = persons.get(workspace.id) || ''
  choice.addEventListener('change', () => { persons.set(workspace.id, choice.value); choice.blur() })
  const who = make('p', { className: 'as', hidden: workspace.people.length < 2 }, words.as + ' ', choice)
  return make('section', {}, make('h2', { textContent: workspace.name }), who, ...workspace.sources.map((source) => sourcePart(workspace, source)))
}

function sourcePart(workspace, source) {
  const person = () => persons.get(workspace.id)
  const part = make('section', {}, make('h3', { textContent: source.title }))
  part.append(source.rows.length > 0 ? table(source, source.rows, person, false) : make('p', { className: 'none', textContent: words.none }))
  if (source.hidden > 0) part.append(make('p', { className: 'count', textContent: source.hidden + ' ' + words.more }))
  const add = make('button', { className: 'add', textContent: '+ ' + words.add, 'data-key': source.id + ' add' })
  add.addEventListener('click', () => act({ act: 'add', person: person(), dataSourceId: source.id }))
  part.append(add)
  if (source.trash.length > 0) {
    const bin = make('details', { className: 'trash', open: openTrash.has(source.id) },
      make('summary', { textContent: words.bin + ' (' + source.trash.length + ')' }), table(source, source.trash, person, true))
    bin.addEventListener('toggle', () => { if (bin.open) openTrash.add(source.id); else openTrash.delete(source.id) })
    part.append(bin)
  }
  return part
}

function table(source, rows, person, trashed) {
  const head = make('tr', {}, ...source.properties.map((property) => make('th', { scope: 'col', textContent: property.name })),
    make('th', { scope: 'col', textContent: words.edited }), make('th', { scope: 'col', textContent: words.acts }))
  const body = rows.map((row) => make('tr', {}, ...source.properties.map((property) => cell(property, row, person, trashed)),
    make('td', {}, make('span', { className: 'fixed', textContent: time(row.editedAt) + ' · ' + row.editedBy })), actsCell(row, person, trashed)))
  return make('div', { className: 'frame' }, make('table', { ariaLabel: source.title }, make('thead', {}, head), make('tbody', {}, ...body)))
}

function time(ms) {
  return new Date(ms).toLocaleString(german ? 'de' : 'en', { dateStyle: 'short', timeStyle: 'short' })
}

function actsCell(row, person, trashed) {
  const button = (word, name) => {
    const made = make('button', { textContent: word, 'data-key': row.id + ' ' + name })
    made.addEventListener('click', () => act({ act: name, person: person(), pageId: row.id }))
    return made
  }
  const buttons = trashed ? [button(words.restore, 'restore')] : [button(words.duplicate, 'duplicate'), button(words.trash, 'trash')]
  return make('td', { className: 'acts' }, ...buttons)
}

const texts = ['title', 'rich_text', 'url', 'email', 'phone_number', 'number', 'multi_select']

function cell(property, row, person, trashed) {
  const value = row.values[property.name]
  const label = property.name
  const key = row.id + ' ' + property.id
  const save = (next) => act({ act: 'edit', person: person(), pageId: row.id, values: { [property.name]: next } })
  if (property.type === 'checkbox') {
    const box = make('input', { type: 'checkbox', checked: value === true, disabled: trashed, ariaLabel: label, 'data-key': key })
    box.addEventListener('change', () => save(box.checked))
    return make('td', { className: 'tick' }, box)
  }
  if (trashed) return make('td', {}, make('span', { className: 'fixed', textContent: shown(value) }))
  if (texts.includes(property.type)) {
    const field = make('input', { type: 'text', value: shown(value), ariaLabel: label, spellcheck: false, 'data-key': key })
    field.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') field.blur()
      if (event.key === 'Escape') { field.value = shown(value); field.blur() }
    })
    field.addEventListener('blur', () => { if (field.value === shown(value)) refresh(); else save(typed(property, field.value)) })
    return make('td', { className: property.type === 'title' ? 'title' : '' }, field)
  }
  if (property.type === 'select' || property.type === 'status') {
    const names = property.type === 'select' ? [''].concat(property.options) : property.options
    const choice = make('select', { ariaLabel: label, 'data-key': key }, ...names.map((name) => make('option', { value: name, textContent: name })))
    choice.value = value || ''
    choice.addEventListener('change', () => { choice.blur(); save(choice.value) })
    return make('td', {}, choice)
  }
  if (property.type === 'date') {
    const button = make('button', { className: 'date', textContent: day(value), ariaLabel: label + ': ' + (day(value) || '–'), 'data-key': key })
    button.addEventListener('click', () => editDate(value, save))
    return make('td', {}, button)
  }
  return make('td', {}, make('span', { className: 'fixed', textContent: shown(value) }))
}

function shown(value) {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(shown).join(', ')
  if (typeof value === 'object') return value.start ? day(value) : JSON.stringify(value)
  return String(value)
}

function typed(property, text) {
  if (property.type === 'number') return text.trim() === '' ? null : Number.isNaN(Number(text.replace(',', '.'))) ? text : Number(text.replace(',', '.'))
  if (property.type === 'multi_select') return text.split(',').map((name) => name.trim()).filter((name) => name !== '')
  return text
}

function day(value) {
  if (!value) return ''
  const one = (text) => text.length === 10
    ? new Date(text + 'T00:00:00').toLocaleDateString(german ? 'de' : 'en', { dateStyle: 'medium' })
    : new Date(text).toLocaleString(german ? 'de' : 'en', { dateStyle: 'medium', timeStyle: 'short' })
  if (!value.end || value.end === value.start) return one(value.start)
  const sameDay = value.start.length > 10 && new Date(value.start).toDateString() === new Date(value.end).toDateString()
  const end = sameDay ? new Date(value.end).toLocaleTimeString(german ? 'de' : 'en', { timeStyle: 'short' }) : one(value.end)
  return one(value.start) + ' – ' + end
}

function local(text, allDay) {
  if (!text) return ''
  if (text.length === 10) return allDay ? text : text + 'T09:00'
  const at = new Date(text)
  const pad = (number) => String(number).padStart(2, '0')
  const date = at.getFullYear() + '-' + pad(at.getMonth() + 1) + '-' + pad(at.getDate())
  return allDay ? date : date + 'T' + pad(at.getHours()) + ':' + pad(at.getMinutes())
}

function withOffset(text) {
  if (text === '' || text.length === 10) return text
  const minutes = -new Date(text).getTimezoneOffset()
  const pad = (number) => String(Math.floor(Math.abs(number))).padStart(2, '0')
  return text + ':00' + (minutes < 0 ? '-' : '+') + pad(minutes / 60) + ':' + pad(minutes % 60)
}

function editDate(value, save) {
  const allDay = make('input', { type: 'checkbox', checked: !value || value.start.length === 10 })
  const start = make('input', {})
  const end = make('input', {})
  const kind = (keep) => {
    for (const [field, given] of [[start, value && value.start], [end, value && value.end]]) {
      const before = keep ? field.value : given || ''
      field.type = allDay.checked ? 'date' : 'datetime-local'
      field.value = local(before, allDay.checked)
    }
  }
  kind(false)
  allDay.addEventListener('change', () => kind(true))
  const dialog = make('dialog', {}, make('label', {}, words.allDay, allDay), make('label', {}, words.start, start), make('label', {}, words.end, end))
  const close = () => { dialog.close(); dialog.remove() }
  const button = (word, run, className) => {
    const made = make('button', { textContent: word, className })
    made.addEventListener('click', () => { close(); run() })
    return made
  }
  const done = () => save(start.value === '' ? null : { start: withOffset(start.value), end: withOffset(end.value) || null })
  dialog.append(make('div', { className: 'row' }, button(words.clear, () => save(null), ''), button(words.cancel, refresh, ''), button(words.save, done, 'main')))
  dialog.addEventListener('cancel', () => { dialog.remove(); refresh() })
  document.body.append(dialog)
  dialog.showModal()
}

refresh()
setInterval(refresh, 2000)
`
