import { useTranslation } from 'react-i18next';
import { DataTable, ErrorBar, Num, OpenFigure, Select, type TableColumn } from '../../../components';
import { num } from '../../../format/figures';
import type { CauseCount, CompareScenarios, MovesView, ScenarioRow, Segment } from '../../../ipc/bindings';
import { useQueryCommand } from '../../../ipc/cache';
import { openAccounts } from '../../../state/open';
import { TierAt } from './ScenarioTable';
import styles from './Scenarios.module.css';

export interface ComparedProps {
  rows: readonly ScenarioRow[];
  between: CompareScenarios;
  onChoose: (between: CompareScenarios) => void;
}

const keyOf = (id: number | null) => (id === null ? 'now' : String(id));
const idOf = (key: string) => (key === 'now' ? null : Number(key));

/** Who moves between two ways to tier, and why. */
export function Compared({ rows, between, onChoose }: ComparedProps) {
  const { t } = useTranslation('model');
  const { data, error, again } = useQueryCommand('compare_scenarios', between);
  const choices = rows.map(({ id, name }) => ({
    value: keyOf(id),
    label: id === null ? t('scenarios.inForce') : name,
  }));
  return (
    <section className={styles.compared} aria-label={t('scenarios.compareTitle')}>
      <div className={styles.pick}>
        <h2 className={styles.title}>{t('scenarios.compareTitle')}</h2>
        <Select<string>
          label={t('scenarios.from')}
          small
          value={keyOf(between.from)}
          choices={choices}
          onChange={(key) => onChoose({ ...between, from: idOf(key) })}
        />
        <Select<string>
          label={t('scenarios.to')}
          small
          value={keyOf(between.to)}
          choices={choices}
          onChange={(key) => onChoose({ ...between, to: idOf(key) })}
        />
      </div>
      <ErrorBar error={error} onAgain={again} />
      {data && (
        <div className={styles.pair}>
          <Matrix moves={data} />
          <Causes moves={data} />
        </div>
      )}
    </section>
  );
}

type Asked = Partial<Omit<Extract<Segment, { kind: 'moved' }>, 'kind'>>;

const movedOf = (moves: MovesView, asked: Asked): Segment => ({
  kind: 'moved',
  ...moves.between,
  cause: null,
  step: null,
  up: null,
  ...asked,
});

/** A figure that opens the accounts that moved so. */
function Moved({ count, label, segment }: { count: number; label: string; segment: Segment }) {
  if (count === 0) return <span className={styles.nothing}>–</span>;
  return (
    <OpenFigure label={label} onOpen={() => openAccounts(segment)}>
      <Num value={count} />
    </OpenFigure>
  );
}

/** From tier to tier: each row adds up to the old tier. */
function Matrix({ moves }: { moves: MovesView }) {
  const { t } = useTranslation('model');
  const used = (at: number, names: readonly string[]) => at < names.length || holds(at);
  const holds = (at: number) =>
    (moves.matrix[at] ?? []).some((count) => count > 0) || moves.matrix.some((row) => (row[at] ?? 0) > 0);
  const tierOf = (at: number, names: readonly string[]) => (at < names.length ? at : null);
  const nameOf = (at: number, names: readonly string[]) => names[at] ?? t('scenarios.excluded');
  const from = moves.matrix.map((_, at) => at).filter((at) => used(at, moves.from));
  const to = (moves.matrix[0] ?? []).map((_, at) => at).filter((at) => used(at, moves.to));
  return (
    <table className={styles.matrix} aria-label={t('scenarios.matrix')}>
      <thead>
        <tr>
          <th scope="col">{t('scenarios.fromTo')}</th>
          {to.map((at) => (
            <th key={at} scope="col" className={styles.figure}>
              <TierAt at={at} names={moves.to} />
            </th>
          ))}
          <th scope="col" className={styles.figure}>
            {t('scenarios.before')}
          </th>
        </tr>
      </thead>
      <tbody>
        {from.map((old) => (
          <tr key={old}>
            <th scope="row">
              <TierAt at={old} names={moves.from} />
            </th>
            {to.map((at) => {
              const count = moves.matrix[old]?.[at] ?? 0;
              const step = { from: tierOf(old, moves.from), to: tierOf(at, moves.to) };
              const stays = step.from === step.to;
              return (
                <td key={at} className={`${styles.figure} ${stays ? styles.stays : ''}`}>
                  {stays ? (
                    <Num value={count} />
                  ) : (
                    <Moved
                      count={count}
                      label={t('scenarios.openStep', {
                        from: nameOf(old, moves.from),
                        to: nameOf(at, moves.to),
                        count,
                        shown: num(count),
                      })}
                      segment={movedOf(moves, { step })}
                    />
                  )}
                </td>
              );
            })}
            <td className={styles.figure}>
              <Num value={(moves.matrix[old] ?? []).reduce((sum, count) => sum + count, 0)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The four causes, which add up to all that moved. */
function Causes({ moves }: { moves: MovesView }) {
  const { t } = useTranslation('model');
  const sum = (of: (cause: CauseCount) => number) => moves.causes.reduce((all, each) => all + of(each), 0);
  const figure = (each: CauseCount | null, up: boolean | null) => {
    const of = (cause: CauseCount) => (up === null ? cause.up + cause.down : up ? cause.up : cause.down);
    const count = each ? of(each) : sum(of);
    const what = each ? t(`scenarios.cause.${each.cause}`) : t('scenarios.all');
    const way = up === null ? 'openAll' : up ? 'openUp' : 'openDown';
    return (
      <Moved
        count={count}
        label={t(`scenarios.${way}`, { what, count, shown: num(count) })}
        segment={movedOf(moves, { cause: each?.cause ?? null, up })}
      />
    );
  };
  const columns: TableColumn<CauseCount>[] = [
    {
      id: 'cause',
      header: t('scenarios.why'),
      cell: ({ cause }) => (
        <span className={styles.named}>
          <span>{t(`scenarios.cause.${cause}`)}</span>
          <span className={styles.soft}>{t(`scenarios.causeMeans.${cause}`)}</span>
        </span>
      ),
      foot: t('scenarios.all'),
    },
    {
      id: 'up',
      header: t('scenarios.up'),
      align: 'right',
      cell: (each) => figure(each, true),
      foot: figure(null, true),
    },
    {
      id: 'down',
      header: t('scenarios.down'),
      align: 'right',
      cell: (each) => figure(each, false),
      foot: figure(null, false),
    },
    {
      id: 'moved',
      header: t('scenarios.movedAll'),
      align: 'right',
      cell: (each) => figure(each, null),
      foot: figure(null, null),
    },
  ];
  return (
    <div className={styles.causes}>
      <DataTable label={t('scenarios.why')} columns={columns} rows={moves.causes} rowId={({ cause }) => cause} />
      {(moves.new > 0 || moves.gone > 0) && (
        <p className={styles.soft}>
          {moves.new > 0 && moves.between.from !== null && (
            <OpenFigure
              label={t('scenarios.openNew', { count: moves.new, shown: num(moves.new) })}
              onOpen={() => openAccounts({ kind: 'newSince', scenario: moves.between.from ?? 0 })}
            >
              {t('scenarios.new', { count: moves.new, shown: num(moves.new) })}
            </OpenFigure>
          )}{' '}
          {moves.gone > 0 && t('scenarios.gone', { count: moves.gone, shown: num(moves.gone) })}
        </p>
      )}
    </div>
  );
}
