/**
 * Walking a syntax tree: all nodes, and the names that are used without being declared in the file.
 *
 * Scopes are those of functions; a block counts as part of its function. That is coarse, and can only miss a global
 * that the same function also declares.
 */

export interface Node {
  readonly type: string
  readonly [key: string]: unknown
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}

function childrenOf(node: Node, without: readonly string[] = []): readonly Node[] {
  return Object.entries(node).flatMap(([key, value]) => {
    if (without.includes(key)) return []
    return (Array.isArray(value) ? (value as readonly unknown[]) : [value]).filter(isNode)
  })
}

export function nodesIn(node: Node): readonly Node[] {
  return [node, ...childrenOf(node).flatMap(nodesIn)]
}

const functions: ReadonlySet<string> = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'])

/** Of the nodes that only TypeScript knows, these hold values. */
const typedValues: ReadonlySet<string> = new Set([
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
  'TSInstantiationExpression',
])

/** Uses of names that the file does not declare, as `name` or, with what follows the dot, as `name.property`. */
export function globalsIn(program: Node): readonly string[] {
  return globalsBelow(program, [declaredIn(program)])
}

function globalsBelow(node: Node, scopes: readonly ReadonlySet<string>[]): readonly string[] {
  const { type } = node
  if (type === 'ImportDeclaration' || (type.startsWith('TS') && !typedValues.has(type))) return []
  const inner = functions.has(type) ? [...scopes, declaredIn(node)] : scopes
  const name = nameOf(node)
  if (name !== null) return inner.some((scope) => scope.has(name)) ? [] : [name]
  const below = childrenOf(node, namesOnly(node)).flatMap((child) => globalsBelow(child, inner))
  /** The name of an identifier that no scope declares. */
  const free = (value: unknown): string | null => {
    const found = isNode(value) ? nameOf(value) : null
    return found === null || inner.some((scope) => scope.has(found)) ? null : found
  }
  const object = free(node['object'])
  if (type === 'MemberExpression' && object !== null) {
    return [`${object}.${propertyOf(node)}`, ...below.filter((use) => use !== object)]
  }
  const made = free(node['callee'])
  if (made !== null && emptyCall(node)) return [...below, `${made}()`]
  const init = free(node['init'])
  if (type === 'VariableDeclarator' && init !== null && isNode(node['id']) && node['id'].type === 'ObjectPattern') {
    return [...below, ...childrenOf(node['id']).map((property) => `${init}.${nameOf(property['key']) ?? '?'}`)]
  }
  return below
}

/** `new Date()` and `Date()` take something from the air that `new Date(0)` does not. */
function emptyCall(node: Node): boolean {
  const { type, arguments: list } = node
  return (type === 'NewExpression' || type === 'CallExpression') && Array.isArray(list) && list.length === 0
}

function nameOf(value: unknown): string | null {
  if (!isNode(value) || value.type !== 'Identifier') return null
  const { name } = value
  return typeof name === 'string' ? name : null
}

/** `a.b` and `a['b']`; `?` for what is only known at run time. */
function propertyOf(node: Node): string {
  const { property, computed } = node
  if (computed !== true) return nameOf(property) ?? '?'
  return isNode(property) && typeof property['value'] === 'string' ? property['value'] : '?'
}

/** Keys of a node whose identifiers are no variables. */
function namesOnly({ type, computed }: Node): readonly string[] {
  if (type === 'MemberExpression') return computed === true ? [] : ['property']
  if (['Property', 'MethodDefinition', 'PropertyDefinition'].includes(type)) return computed === true ? [] : ['key']
  if (type === 'ExportSpecifier') return ['exported']
  return ['LabeledStatement', 'BreakStatement', 'ContinueStatement'].includes(type) ? ['label'] : []
}

/** What a function or the module declares, without what the functions in it do. */
function declaredIn(scope: Node): ReadonlySet<string> {
  const own = functions.has(scope.type) ? [scope['params'], scope['id']].flat().filter(isNode) : []
  return new Set([...own.flatMap(bound), ...childrenOf(scope).flatMap(declarations)])
}

function declarations(node: Node): readonly string[] {
  const { type, id, param, local } = node
  if (type === 'FunctionDeclaration') return bound(id)
  if (functions.has(type)) return []
  const mine =
    type === 'VariableDeclarator' || type === 'ClassDeclaration'
      ? bound(id)
      : type === 'CatchClause'
        ? bound(param)
        : type.startsWith('Import')
          ? bound(local)
          : []
  return [...mine, ...childrenOf(node).flatMap(declarations)]
}

/** The names of a pattern: `{ a, b: [c] }`. */
function bound(pattern: unknown): readonly string[] {
  if (!isNode(pattern)) return []
  const name = nameOf(pattern)
  if (name !== null) return [name]
  const { properties, elements, value, argument, left } = pattern
  return [properties, elements, value, argument, left].flat().flatMap(bound)
}
