/**
 * Reasons that lie in how the two databases are built, mapped and shared, in English and German.
 *
 * Keys are the `reason` codes of failures; both languages have the same ones, checked by the compiler.
 */
import { type Entry, one } from './explanation.ts'

export const databaseReasonsEnglish = {
  'property-missing': (subject) => ({
    message: one(subject, 'A property is missing.', (it) => `The property ${it} is missing.`),
    cause: 'It was deleted in Notion, or it was never there. Nothing is written while it is missing.',
    remedy: 'Create it in Notion with exactly this name, or choose another property in the profile.',
  }),
  'property-type': (subject) => ({
    message: one(subject, 'A property has the wrong type.', (it) => `The property ${it} has the wrong type.`),
    cause: 'Its type was changed in Notion. Nothing is written until it fits again.',
    remedy: 'Change the type back in Notion, or choose another property in the profile.',
  }),
  'type-not-mappable': (subject) => ({
    message: one(subject, 'A property cannot be synced.', (it) => `The property ${it} cannot be synced.`),
    cause: 'Notion computes properties of this type itself, or ties them to one workspace.',
    remedy: 'Choose a property that holds text, a date, a number, a checkbox, options, a link, e-mail or phone number.',
  }),
  'type-differs': (subject) => ({
    message: one(
      subject,
      'A field has different types on both sides.',
      (it) => `${it} has different types on both sides.`,
    ),
    cause: 'Only properties of the same type can be kept in step.',
    remedy: 'Give both properties the same type in Notion.',
  }),
  'property-exists': (subject) => ({
    message: one(subject, 'The property is already there.', (it) => `The property ${it} is already there.`),
    cause: 'A property of this name exists and has another type.',
    remedy: 'Rename it in Notion, or choose another one in the profile.',
  }),
  'not-a-notion-link': (subject) => ({
    message: one(subject, 'That is not a Notion link.', (it) => `${it} is not a Notion link.`),
    cause: 'It does not contain the id of a database.',
    remedy: 'Open the database as a full page in Notion, copy its link, and paste it as it is.',
  }),
  'page-not-database': (subject) => ({
    message: one(subject, 'That is a page, not a database.', (it) => `${it} is a page, not a database.`),
    cause: 'The link leads to a page; the database may be inside it.',
    remedy: 'Open the database itself as a full page in Notion and copy that link.',
  }),
  'several-data-sources': (subject) => ({
    message: 'The database holds several data sources.',
    cause: one(subject, 'It is not clear which one is meant.', (it) => `It is not clear which one is meant: ${it}.`),
    remedy: 'Give the id of the one you mean (in Notion: data source settings, “Copy data source ID”).',
  }),
  'database-in-trash': (subject) => ({
    message: one(subject, 'The database is in the trash.', (it) => `The database ${it} is in the trash.`),
    cause: 'Somebody deleted it in Notion. Nothing is removed on the other side because of this.',
    remedy: 'Restore it from Notion’s trash.',
  }),
  'database-empty': (subject) => ({
    message: one(
      subject,
      'The database shows no rows of its own.',
      (it) => `The database ${it} shows no rows of its own.`,
    ),
    cause: 'It is a linked view of another database, or its source is not shared with the connection.',
    remedy: 'Open the original database in Notion, share it with the connection, and use its link.',
  }),
  'identity-changed': (subject) => ({
    message: one(subject, 'This is another database than before.', (it) => `${it} is another database than before.`),
    cause:
      'The workspace or the connection behind it changed: it was moved or duplicated, or the token is another one.',
    remedy: 'Confirm the database in the profile if this is meant to be. Nothing is created before that.',
  }),
  'status-without-counterpart': (subject) => ({
    message: one(
      subject,
      'A status is missing on the other side.',
      (it) => `The status ${it} is missing on the other side.`,
    ),
    cause: 'Notion does not let a connection add options to a status property.',
    remedy: 'Add the option of the same name in Notion. Everything else goes on syncing.',
  }),
  'option-deleted': (subject) => ({
    message: one(subject, 'An option was deleted.', (it) => `The option ${it} was deleted.`),
    cause: 'Deleting it took it off every page at once; that is one question, not a change of each page.',
    remedy: 'Answer the question in the list of conflicts, or add the option again in Notion.',
  }),
  'number-taken': (subject) => ({
    message: one(subject, 'This number is already taken.', (it) => `The number ${it} is already taken.`),
    cause: 'Copies in the shared database carry it, and they belong to somebody else’s private pages.',
    remedy: 'Choose another number for this profile. The setup proposes a free one.',
  }),
  'same-pair': (subject) => ({
    message: 'These two databases are already connected.',
    cause: one(subject, 'Another profile syncs the same pair.', (it) => `The profile ${it} syncs the same pair.`),
    remedy: 'Change that profile instead of adding a second one.',
  }),
  'same-database': {
    message: 'The private and the shared database are the same.',
    cause: 'A database cannot be kept in step with itself.',
    remedy: 'Choose two different databases.',
  },
  'field-wish': (subject) => ({
    message: one(subject, 'A field was not understood.', (it) => `The field ${it} was not understood.`),
    cause: 'A field is given as PRIVATE=SHARED, then perhaps :both, :to-shared or :busy=WORD.',
    remedy: 'For example: --field Adresse=Ort:to-shared',
  }),
  'field-twice': (subject) => ({
    message: one(subject, 'A property is used twice.', (it) => `The property ${it} is used twice.`),
    cause: 'Each property can belong to one field only.',
    remedy: 'Take one of the two fields out.',
  }),
  'busy-type': (subject) => ({
    message: one(subject, 'This field cannot show “busy”.', (it) => `The field ${it} cannot show “busy”.`),
    cause: 'Only texts and selections can hold a fixed word instead of the value.',
    remedy: 'Share the field one way or not at all.',
  }),
  'private-unreadable': (subject) => ({
    message: one(
      subject,
      'A private page can no longer be read.',
      (it) => `The private page of ${it} can no longer be read.`,
    ),
    cause: 'Its permission may have been taken away, or it is gone for good. Its copy is left alone.',
    remedy: 'Share the page with the connection again, or choose: keep the copy, move it to the trash, or forget it.',
  }),
  'copy-unreadable': (subject) => ({
    message: one(subject, 'A copy can no longer be read.', (it) => `The copy of ${it} can no longer be read.`),
    cause: 'Its permission may have been taken away, or it is gone for good. Your private page is left alone.',
    remedy: 'Share the page with the connection again, or choose: keep everything as it is, or forget the copy.',
  }),
  'private-moved': (subject) => ({
    message: one(subject, 'A private page left its database.', (it) => `The private page of ${it} left its database.`),
    cause: 'It was moved to another place in Notion.',
    remedy: 'Move it back, or choose: keep the copy, move it to the trash, or forget it.',
  }),
  'copy-moved': (subject) => ({
    message: one(subject, 'A copy left the shared database.', (it) => `The copy of ${it} left the shared database.`),
    cause: 'Somebody moved it to another place in Notion.',
    remedy: 'Move it back, or choose: keep everything as it is, or forget the copy.',
  }),
  orphan: (subject) => ({
    message: one(subject, 'A copy has no private page.', (it) => `The copy ${it} has no private page.`),
    cause: 'The private page it belongs to cannot be found or read from here.',
    remedy: 'Share the private page with the connection, or choose: keep the copy, move it to the trash, or forget it.',
  }),
} satisfies Record<string, Entry>

export type DatabaseReason = keyof typeof databaseReasonsEnglish
