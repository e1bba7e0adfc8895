import type { DoorRules } from '../../../worker/domain/door-rules.ts'
import { contactFree, type DoorOutcome, hasCode, outcomesOf, type Picture, troubles } from './guide.ts'
import type { PaperTexts } from './texts.ts'
import './papers.css'

export interface PapersProps {
  /** The name that recipients read. */
  carrier: string
  rules: DoorRules
  texts: PaperTexts
}

/** Shows a poster for the van and a guide of one page, as they are printed: each is a sheet of A4. */
export function Papers(props: PapersProps) {
  const { paper, locale } = props.texts
  return (
    <div class="papers" lang={locale}>
      <article class="a4 poster" aria-label={paper('poster')}>
        <Poster {...props} />
      </article>
      <article class="a4 guide" aria-label={paper('guide')}>
        <Guide {...props} />
      </article>
    </div>
  )
}

function Poster({ carrier, rules, texts }: PapersProps) {
  const { paper } = texts
  return (
    <>
      <Head carrier={carrier} title={paper(hasCode(rules) ? 'title' : 'titleLink')}>
        {paper('subtitle')}
      </Head>
      <ol class="outcomes">
        {outcomesOf(rules, texts).map((outcome) => (
          <li key={outcome.name} class="outcome-row" data-outcome={outcome.name}>
            <Screenshot of={outcome.picture} title={outcome.end} texts={texts} />
            <div>
              <h3>{outcome.title}</h3>
              <Steps of={outcome} />
              <p class="end">
                <Mark of={outcome} />
                <span>{outcome.end}</span>
              </p>
            </div>
          </li>
        ))}
      </ol>
      <ul class="never">
        <li>{paper('rule.green')}</li>
        <li>{paper('rule.door')}</li>
        <li>{paper('rule.write')}</li>
      </ul>
    </>
  )
}

function Guide({ carrier, rules, texts }: PapersProps) {
  const { paper, tablet } = texts
  return (
    <>
      <Head carrier={carrier} title={paper('guideTitle')} />
      <section>
        <h3>
          <b>1</b> {paper('step.arrive')}
        </h3>
        <p>{paper('step.arrive.text', { button: tablet('arrived') })}</p>
      </section>
      <section>
        <h3>
          <b>2</b> {paper('step.outcomes')}
        </h3>
        <ol class="strips">
          {outcomesOf(rules, texts).map((outcome) => (
            <li key={outcome.name} data-outcome={outcome.name}>
              <h4>
                <Mark of={outcome} />
                <span>{outcome.title}</span>
              </h4>
              <Screenshot of={outcome.picture} title={outcome.end} texts={texts} />
              <Steps of={outcome} />
              {outcome.say ? <blockquote>{outcome.say}</blockquote> : null}
              <p class="end">{outcome.end}</p>
              {outcome.codes.length > 0 ? (
                <p class="noted">
                  {paper('recorded')}: <strong>{outcome.codes.join(', ')}</strong>
                </p>
              ) : null}
            </li>
          ))}
        </ol>
      </section>
      <section class="free">
        <Screenshot of="phone" title={paper('phone')} texts={texts} />
        <div>
          <h3>
            <b>3</b> {paper('step.free')}
          </h3>
          <ol>
            {contactFree(rules, texts).map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </div>
      </section>
      <dl class="troubles">
        {troubles(rules, texts).map(({ title, text }) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

function Head({ carrier, title, children }: { carrier: string; title: string; children?: string }) {
  return (
    <header>
      <p class="carrier">{carrier}</p>
      <h2>{title}</h2>
      {children ? <p>{children}</p> : null}
    </header>
  )
}

function Steps({ of }: { of: DoorOutcome }) {
  return (
    <ul class="doing">
      {of.steps.map((step) => (
        <li key={step}>{step}</li>
      ))}
    </ul>
  )
}

/** The shape says the outcome where a printer has no colours. */
const MARKS: Record<Picture, string> = { green: '✓', hold: '✕', identity: '!', wrong: '✕', phone: '' }

function Mark({ of: { picture } }: { of: DoorOutcome }) {
  return (
    <i class="mark" data-picture={picture} aria-hidden="true">
      {MARKS[picture]}
    </i>
  )
}

function Screenshot({ of, title, texts }: { of: Picture; title: string; texts: PaperTexts }) {
  return (
    <img
      class="shot"
      src={`/app/guide/${texts.locale}-${of}.webp`}
      width="390"
      height="844"
      alt={texts.paper('pictureOf', { what: title })}
    />
  )
}
