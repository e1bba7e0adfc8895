import * as v from 'valibot'
import { scannedLabels } from '../fields.ts'

export const receive = v.strictObject({ labels: scannedLabels })
