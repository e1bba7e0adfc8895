/** One line of `GET /api/audit`: what a dispatcher did or tried. */
export interface AuditLine {
  id: string
  at: string
  personId: string
  /** Empty for somebody the registry does not know (any more). */
  personName: string
  method: string
  /** As the API has it: `/api/shipments/:id/cancel`. */
  route: string
  /**
   * What stood in the route's place holders, or was made: `{"id": "…"}`; what does not exist is not named. Of a webhook
   * `contractId` as well, empty for all contracts: its name alone does not tell which.
   */
  ids: Record<string, string>
  /** The waybill or the name that its id stands for today; null where the registry has none. */
  about: string | null
  /** The answer's HTTP status. Null: none left, so nobody knows whether it happened. */
  status: number | null
}
