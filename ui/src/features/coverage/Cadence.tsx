import { useTranslation } from 'react-i18next';
import { DataTable, Num, NumberInput, Percent, Section, TierBadge, useRoom, type TableColumn } from '../../components';
import { num, shareOf, sumKnown } from '../../format/figures';
import type { CoverageSettings, CoverageTier, CoverageView, TierCadence } from '../../ipc/bindings';
import { openAccounts } from '../../state/open';
import type { LiveSettings } from '../../ipc/useLiveSettings';
import { withCadence } from './settings';
import styles from './Coverage.module.css';

interface CadenceProps {
  view: CoverageView;
  live: LiveSettings<CoverageSettings>;
  readOnly: boolean;
}

/** How often and how long each tier is seen, with the hours and reps that come of it. */
export function Cadence({ view, live, readOnly }: CadenceProps) {
  const { t } = useTranslation('coverage');
  const room = useRoom();
  const settings = live.settings ?? view.settings;
  const potential = sumKnown(view.tiers.map((tier) => tier.potential));
  const accounts = view.tiers.reduce((sum, tier) => sum + tier.accounts, 0);

  const figure = (
    row: CoverageTier,
    at: keyof TierCadence,
    name: 'touchesOf' | 'minutesOf' | 'travelOf',
    max: number,
    step: number,
  ) => {
    const put = (value: number) => withCadence(settings, row.tier, { [at]: value });
    return (
      <div className={styles.figure}>
        <NumberInput
          hideLabel
          small
          disabled={readOnly}
          label={t(`cadence.${name}`, { tier: row.name })}
          value={settings.tiers[row.tier]?.[at] ?? 0}
          min={0}
          max={max}
          step={step}
          onTyping={(value) => (value === null ? live.giveUp() : live.move(put(Math.round(value))))}
          onCommit={(value) => value !== null && live.settle(put(Math.round(value)))}
        />
      </div>
    );
  };

  const all: TableColumn<CoverageTier>[] = [
    {
      id: 'tier',
      header: t('cadence.tier'),
      cell: (row) => <TierBadge tier={row.tier} name={row.name} />,
      foot: t('cadence.all'),
    },
    {
      id: 'accounts',
      header: t('cadence.accounts'),
      align: 'right',
      cell: (row) => (
        <button
          type="button"
          className={styles.link}
          aria-label={t('cadence.open', { tier: row.name, count: row.accounts, shown: num(row.accounts) })}
          onClick={() => openAccounts({ kind: 'tier', tier: row.tier })}
        >
          <Num value={row.accounts} />
        </button>
      ),
      foot: <Num value={accounts} />,
    },
    {
      id: 'touches',
      header: t('cadence.touches'),
      align: 'right',
      cell: (row) => figure(row, 'touchesPerYear', 'touchesOf', 365, 1),
    },
    {
      id: 'minutes',
      header: t('cadence.minutes'),
      align: 'right',
      cell: (row) => figure(row, 'minutesPerTouch', 'minutesOf', 480, 5),
    },
    {
      id: 'travel',
      header: t('cadence.travel'),
      align: 'right',
      cell: (row) => figure(row, 'travelMinutesPerTouch', 'travelOf', 960, 5),
    },
    {
      id: 'perAccount',
      header: t('cadence.perAccount'),
      align: 'right',
      cell: (row) => <Num value={row.minutesPerAccount / 60} digits={1} fixed />,
    },
    {
      id: 'hours',
      header: t('cadence.hours'),
      align: 'right',
      cell: (row) => <Num value={row.minutes / 60} />,
      foot: <Num value={view.minutes / 60} />,
    },
    {
      id: 'reps',
      header: t('cadence.reps'),
      align: 'right',
      cell: (row) => <Num value={view.minutesPerRep > 0 ? row.minutes / view.minutesPerRep : null} digits={1} fixed />,
      foot: <Num value={view.repsNeeded === null ? null : view.repsNeeded / 1000} digits={1} fixed />,
    },
    {
      id: 'share',
      header: t('cadence.share'),
      align: 'right',
      cell: (row) => <Percent ratio={view.minutes > 0 ? row.minutes / view.minutes : null} />,
    },
    {
      id: 'potential',
      header: t('cadence.potential'),
      align: 'right',
      cell: (row) => <Percent ratio={shareOf(row.potential, potential)} />,
    },
  ];
  const spare = room >= 960 ? [] : room >= 780 ? ['perAccount', 'share'] : ['perAccount', 'share', 'potential'];
  const columns = all.filter(({ id }) => !spare.includes(id) && (id !== 'potential' || potential !== null));
  return (
    <Section title={t('cadence.title')} note={t('cadence.note')}>
      <DataTable label={t('cadence.label')} columns={columns} rows={view.tiers} rowId={(row) => row.tier} />
    </Section>
  );
}
