/**
 * Loaded before any schema: lets zod do without code made of text, which the policy of the page forbids.
 *
 * zod would find that out by trying, and every refusal is an error on the console of the browser.
 */
import { config } from 'zod'

config({ jitless: true })
