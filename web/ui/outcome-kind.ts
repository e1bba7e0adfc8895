export type OutcomeKind = 'hand-over' | 'do-not' | 'wait' | 'point' | 'wrong' | 'last-try'
