/**
 * The pieces that the requests of the bridge are made of: how a profile and a page are named, how a list is asked for.
 */
import { z } from 'zod'

export const nothing = z.null()
/** One profile, as the user named it. */
export const profileName = z.string().min(1).max(200)
/** A profile as the user named it; null means all. */
export const profileOrAll = z.string().max(200).nullable()
/** The id of a page of either side, with or without dashes. */
export const pageId = z.string().regex(/^[0-9a-f]{32}$|^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i)
export const count = z.int().nonnegative()
export const time = z.iso.datetime()
export const duration = z.number().nonnegative()
export const list = <Item extends z.ZodType>(item: Item) => z.array(item).readonly()
/** What a title must contain; case and accents do not count. Empty: everything. */
export const search = z.string().max(200)
/** One page of a long list: from the `offset`-th entry at most `limit` entries. */
export const page = { offset: count, limit: z.int().min(1).max(500) }
/** One page of a list, and how many entries the whole list has. */
export const pageOf = <Item extends z.ZodType>(item: Item) => z.object({ total: count, entries: list(item) }).readonly()
