export interface Provider {
  id: string
  name: string
}
