import type { DeviceLine } from '../../api/devices/answers.ts'
import type { ApiKeyLine } from '../../api/keys/answers.ts'
import type { AuditLine, PersonLine } from '../../api/people/answers.ts'
import type { RoundLine, RoundView } from '../../api/rounds/answers.ts'
import type { AlertLine, ShipmentLine } from '../../api/shipments/answers.ts'
import type { CsvTable } from '../../http/csv.ts'
import type { Contract } from '../../registry/contracts.ts'
import type { Point } from '../../registry/points.ts'

// The lists of the office as tables. None holds anything about a recipient: no name, no contact, not even its
// last digits.
const yes = (is: boolean) => (is ? 1 : 0)

export const SHIPMENTS_TABLE: CsvTable<ShipmentLine> = {
  name: 'shipments',
  columns: [
    ['id', (line) => line.id],
    ['waybill', (line) => line.waybill],
    ['contract', (line) => line.contractName],
    ['state', (line) => line.state],
    ['secured', (line) => yes(line.secured)],
    ['parcels', (line) => line.parcels],
    ['handedOver', (line) => line.handedOver],
    ['announced', (line) => line.announcedAt],
    ['changed', (line) => line.changedAt],
  ],
}

export const ROUNDS_TABLE: CsvTable<RoundLine> = {
  name: 'rounds',
  columns: [
    ['id', (line) => line.id],
    ['date', (line) => line.date],
    ['courier', (line) => line.courierName],
    ['state', (line) => line.state],
    ['stops', (line) => line.stops],
  ],
}

export const STOPS_TABLE: CsvTable<RoundView['stops'][number] & { position: number }> = {
  name: 'stops',
  columns: [
    ['position', (line) => line.position],
    ['id', (line) => line.shipmentId],
    ['waybill', (line) => line.waybill],
    ['state', (line) => line.state],
    ['dispatched', (line) => yes(line.dispatched)],
    ['refused', (line) => line.refused],
  ],
}

export const ALERTS_TABLE: CsvTable<AlertLine> = {
  name: 'alerts',
  columns: [
    ['id', (line) => line.id],
    ['at', (line) => line.at],
    ['kind', (line) => line.kind],
    ['waybill', (line) => line.waybill],
    ['person', (line) => line.personName],
    ['webhook', (line) => line.webhookId ?? null],
    ['contractId', (line) => line.contractId ?? null],
    ['reasons', (line) => line.fresh?.reasons.join(' ') ?? null],
    ['invitedBy', (line) => line.fresh?.invitedBy?.id ?? null],
    ['released', (line) => line.releasedAt],
  ],
}

export const DEVICES_TABLE: CsvTable<DeviceLine> = {
  name: 'devices',
  columns: [
    ['id', (line) => line.id],
    ['name', (line) => line.name],
    ['person', (line) => line.personName],
    ['role', (line) => line.role],
    ['enrolled', (line) => line.enrolledAt],
    ['seen', (line) => line.lastSeenAt],
    ['app', (line) => line.app],
    ['unsent', (line) => line.unsent],
    ['lentUntil', (line) => line.lentUntil],
    ['revoked', (line) => line.revokedAt],
  ],
}

export const PEOPLE_TABLE: CsvTable<PersonLine> = {
  name: 'people',
  columns: [
    ['id', (line) => line.id],
    ['role', (line) => line.role],
    ['name', (line) => line.name],
    ['providerId', (line) => line.providerId],
    ['pointId', (line) => line.pointId],
    ['created', (line) => line.createdAt],
    ['lastSeen', (line) => line.lastSeenAt],
  ],
}

export const PROVIDERS_TABLE: CsvTable<{ id: string; name: string }> = {
  name: 'providers',
  columns: [
    ['id', (line) => line.id],
    ['name', (line) => line.name],
  ],
}

export const POINTS_TABLE: CsvTable<Point> = {
  name: 'points',
  columns: [
    ['id', (line) => line.id],
    ['name', (line) => line.name],
    ['kind', (line) => line.kind],
    ['line1', ({ address }) => address.line1],
    ['line2', ({ address }) => address.line2 ?? null],
    ['postcode', ({ address }) => address.postcode],
    ['city', ({ address }) => address.city],
    ['country', ({ address }) => address.country],
    ['hours', (line) => line.hours ?? null],
    ['zone', (line) => line.zone ?? null],
  ],
}

export const CONTRACTS_TABLE: CsvTable<Contract> = {
  name: 'contracts',
  columns: [
    ['id', (line) => line.id],
    ['name', (line) => line.name],
    ['profile', (line) => line.profile],
    ['carrier', (line) => line.carrier],
    ['version', (line) => line.version],
  ],
}

export const API_KEYS_TABLE: CsvTable<ApiKeyLine> = {
  name: 'api-keys',
  columns: [
    ['id', (line) => line.id],
    ['name', (line) => line.name],
    ['contractId', (line) => line.contractId],
    ['scopes', (line) => line.scopes.join(' ')],
    ['created', (line) => line.createdAt],
    ['lastUsed', (line) => line.lastUsedAt],
    ['revoked', (line) => line.revokedAt],
  ],
}

export const AUDIT_TABLE: CsvTable<AuditLine> = {
  name: 'audit',
  columns: [
    ['at', (line) => line.at],
    ['person', (line) => line.personName],
    ['personId', (line) => line.personId],
    ['method', (line) => line.method],
    ['route', (line) => line.route],
    ['ids', (line) => Object.values(line.ids).join(' ')],
    ['about', (line) => line.about],
    ['status', (line) => line.status],
  ],
}
