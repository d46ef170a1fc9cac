/**
 * The former values of what is changed, and of nothing else: taking a change back must not take back another one. Pure.
 */
export function partOf<Whole extends object>(whole: Whole, changed: Partial<Whole>): Partial<Whole> {
  const former: Partial<Whole> = {}
  for (const key in changed) former[key] = whole[key]
  return former
}
