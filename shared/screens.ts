/**
 * The screens of the window by name.
 *
 * Apart from the schemas that use them: the page reads its own address with these, and needs no schema for that.
 */

export const screens = [
  'overview',
  'appointments',
  'conflicts',
  'activity',
  'problems',
  'held',
  'setup',
  'settings',
] as const
