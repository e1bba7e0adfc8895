/// <reference types="vite/client" />
import { render } from 'preact'
import { useState } from 'preact/hooks'
import { SignaturePad } from '../../../web/sign/SignaturePad.tsx'
import type { SignatureValue } from '../../../web/sign/strokes.ts'
import '../../../web/ui/tokens.css'
import '../../../web/ui/base.css'
import { Button } from '../../../web/ui/Button.tsx'
import { Badge, Banner, EmptyState, Progress, Skeleton } from '../../../web/ui/bits.tsx'
import { Dialog } from '../../../web/ui/Dialog.tsx'
import { Field } from '../../../web/ui/Field.tsx'
import { Keypad } from '../../../web/ui/Keypad.tsx'
import { Outcome } from '../../../web/ui/Outcome.tsx'
import type { OutcomeKind } from '../../../web/ui/outcome-kind.ts'
import { Screen } from '../../../web/ui/Screen.tsx'
import { Segmented } from '../../../web/ui/Segmented.tsx'

/** The values that the parts returned, for the test to read. */
export interface PartsPage {
  pins: string[]
  signature: SignatureValue | undefined
}
const page: PartsPage = { pins: [], signature: undefined }
Object.assign(globalThis, { page })

function Check() {
  return (
    <Screen
      title="Курьер Сервис"
      right="2 / 4"
      top={<Progress value={2} of={4} />}
      heading="Это ваша посылка?"
      lead="Проверьте данные и целость упаковки."
      actions={
        <>
          <Button>Всё верно, претензий нет</Button>
          <Button kind="secondary">Есть претензия</Button>
        </>
      }
    >
      <dl class="card facts">
        <dt>Накладная</dt>
        <dd>501-000123456</dd>
        <dt>Отправитель</dt>
        <dd>ООО «Северный берег»</dd>
      </dl>
    </Screen>
  )
}

function Stop() {
  return (
    <Screen
      title="Tournée 14 · arrêt 6 / 31"
      right="● en ligne"
      onBack={() => {}}
      actions={
        <div class="row">
          <Button kind="dark">Scanner le QR</Button>
          <Button kind="danger">Pas de code</Button>
        </div>
      }
    >
      <div class="card">
        <div class="row">
          <h2 class="grow">Camille Renaud</h2>
          <Badge tone="accent" icon="⬢">
            Code obligatoire
          </Badge>
        </div>
        <p class="small muted">1 colis · XY746876977FR</p>
      </div>
      <Keypad
        digits={6}
        label="Code à 6 chiffres du client"
        submitLabel="Valider"
        message="Code faux · 3 essais restants"
        onSubmit={(pin) => page.pins.push(pin)}
      />
    </Screen>
  )
}

function Sign() {
  return (
    <Screen
      title="Курьер Сервис"
      right="3 / 4"
      top={<Progress value={3} of={4} />}
      heading="Распишитесь пальцем"
    >
      <SignaturePad onChange={(value) => Object.assign(page, { signature: value })} />
    </Screen>
  )
}

function All() {
  const [open, setOpen] = useState(false)
  const [kind, setKind] = useState<'a' | 'b'>('a')
  return (
    <Screen title="Parts" heading="All parts" top={<Banner kind="offline">No network</Banner>}>
      <Banner kind="error" action={<Button small>Try again</Button>}>
        That did not work
      </Banner>
      <Banner>A new version is ready</Banner>
      <div class="row">
        {(['neutral', 'accent', 'good', 'warn', 'bad'] as const).map((tone) => (
          <Badge key={tone} tone={tone}>
            {tone}
          </Badge>
        ))}
      </div>
      <Field label="Label number" hint="Below the bars" error="Only letters and digits" value="X" />
      <Field label="Comment" multiline value="" />
      <Segmented
        label="Kind"
        value={kind}
        onChange={setKind}
        options={[
          { value: 'a', label: 'First' },
          { value: 'b', label: 'Second' },
        ]}
      />
      <Button busy>Busy</Button>
      <Button disabled>Disabled</Button>
      <Button onClick={() => setOpen(true)}>Open</Button>
      <Skeleton lines={3} />
      <EmptyState title="Nothing yet">It will come.</EmptyState>
      <Dialog open={open} title="A question" onClose={() => setOpen(false)}>
        <Button onClick={() => setOpen(false)}>Yes</Button>
      </Dialog>
    </Screen>
  )
}

const result = (kind: OutcomeKind) => (
  <Outcome
    kind={kind}
    title="Ne remettez pas le colis"
    text="NL · mis en instance au point relais"
    next={{ label: 'Arrêt suivant', onClick: () => {} }}
  >
    <div class="card">
      <p class="muted">À dire au client</p>
      <p>« Votre expéditeur demande un code secret. »</p>
    </div>
  </Outcome>
)

const part = new URLSearchParams(location.search).get('part') ?? 'all'
const parts: Record<string, () => ReturnType<typeof result>> = {
  all: () => <All />,
  check: () => <Check />,
  stop: () => <Stop />,
  sign: () => <Sign />,
}
render(parts[part]?.() ?? result(part as OutcomeKind), document.getElementById('root')!)
