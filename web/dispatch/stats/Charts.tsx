import type { StatsView } from '../../../worker/api/stats/answers.ts'
import { CHANNELS, FAIL_REASONS, HAND_OVER_PROOFS } from '../../../worker/domain/terms.ts'
import { duration, money } from '../measure.ts'
import { type Bar, Bars } from './Bars.tsx'
import { t } from './texts.ts'

type Summary = StatsView['total']

const paired = (
  total: Summary,
  before: Summary,
  label: string,
  of: (summary: Summary) => number,
  hatched = false,
): Bar => ({ label, count: of(total), before: of(before), hatched })

/** Says what each channel costs, a message and in all; SMS are charged by their parts. */
function costText({ messages, cost }: Summary, prices: NonNullable<StatsView['prices']>): string {
  const of = (name: (typeof CHANNELS)[number]) =>
    t('costOf', {
      channel: t(name),
      price: money(prices[name], prices.currency),
      cost: money(cost?.channels[name] ?? 0, prices.currency),
    })
  return [...CHANNELS.map(of), t('smsParts', { count: messages.smsParts })].join(' · ')
}

/** Shows every distribution of the period, each as bars with its table. */
export function Charts({ view: { total, before, prices } }: { view: StatsView }) {
  const bar = (label: string, of: (summary: Summary) => number, hatched = false) =>
    paired(total, before, label, of, hatched)
  const at = (place: 'door' | 'counter') =>
    HAND_OVER_PROOFS.filter((proof) => place === 'door' || proof !== 'ordinary').map((proof) =>
      bar(
        `${t(place)}: ${t(`proof.${proof}`)}`,
        (summary) => summary.proofs[place][proof],
        place === 'counter',
      ),
    )
  const classes = total.arrivalToProof.classes
  const last = classes.at(-2)?.seconds ?? 0
  return (
    <div class="charts">
      <Bars title={t('proofs')} bars={[...at('door'), ...at('counter')]} />
      <Bars
        title={t('ends')}
        of={total.visits + total.unattended}
        bars={[
          bar(t('end.no-code'), ({ held }) => held['no-code']),
          bar(t('end.wrong-code'), ({ held }) => held['wrong-code']),
          ...FAIL_REASONS.map((reason) => bar(t(`end.${reason}`), ({ failed }) => failed[reason])),
          bar(t('end.claim'), ({ stoppedByClaim }) => stoppedByClaim),
          bar(t('end.partly'), ({ handOvers }) => handOvers.partly),
          bar(t('end.unattended'), ({ unattended }) => unattended, true),
        ]}
      />
      <Bars
        title={t('attempts')}
        text={t('attemptsText')}
        bars={total.attempts.map((_count, wrong) =>
          bar(t('wrong', { count: wrong }), ({ attempts }) => attempts[wrong] ?? 0),
        )}
      />
      <Bars
        title={t('times')}
        text={t('timesText')}
        bars={classes.map(({ seconds }, n) =>
          bar(
            seconds === null ? t('over', { time: duration(last) }) : t('within', { time: duration(seconds) }),
            ({ arrivalToProof }) => arrivalToProof.classes[n]?.count ?? 0,
          ),
        )}
      />
      <Bars
        title={t('channels')}
        text={prices ? costText(total, prices) : t('noPrices')}
        bars={CHANNELS.map((name) => bar(t(name), ({ messages }) => messages[name]))}
      />
    </div>
  )
}
