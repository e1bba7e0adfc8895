import * as v from 'valibot'
import { labels } from '../fields.ts'

export const receive = v.strictObject({ labels })
