import { useTranslation } from 'react-i18next';
import {
  DataTable,
  IconButton,
  LockIcon,
  Menu,
  Money,
  MoneyInput,
  MoreIcon,
  Num,
  Percent,
  Section,
  Tooltip,
  useRoom,
  type TableColumn,
} from '../../components';
import { compactMoney, num, percent, shareOf, signed } from '../../format/figures';
import type { QuotaRow, QuotaRule, QuotasView } from '../../ipc/bindings';
import { openAccounts } from '../../state/open';
import { usePlanCurrency } from '../../state/plan';
import { totalsOf } from './measures';
import { ShareTrack } from './ShareTrack';
import styles from './Quotas.module.css';

interface QuotaTableProps {
  view: QuotasView;
  readOnly: boolean;
  onRule: (rep: number, rule: QuotaRule) => void;
}

/** Every rep's quota with what it rests on. The last line adds up. */
export function QuotaTable({ view, readOnly, onRule }: QuotaTableProps) {
  const { t } = useTranslation('quotas');
  const currency = usePlanCurrency();
  const room = useRoom();
  const roomy = room >= 960;
  const { rows, street } = view;
  const totals = totalsOf(rows);
  const gap = street !== null && totals.quota !== null ? totals.quota - street : null;
  const change = (ratio: number | null) => <span className="num">{signed(ratio, (each) => percent(each))}</span>;

  const all: TableColumn<QuotaRow>[] = [
    {
      id: 'rep',
      header: t('table.rep'),
      width: roomy ? '25%' : '33%',
      sortBy: (row) => row.name,
      cell: (row) => (
        <div className={styles.rep}>
          <button
            type="button"
            className={styles.name}
            title={t('table.openRep', { name: row.name })}
            onClick={() => openAccounts({ kind: 'rep', rep: row.rep })}
          >
            {row.name}
          </button>
          {row.flags.map((flag) => (
            <span key={flag} className={styles.flag}>
              {flag}
            </span>
          ))}
        </div>
      ),
      foot: t('table.all'),
    },
    {
      id: 'history',
      header: t('table.history'),
      align: 'right',
      sortBy: (row) => row.history,
      cell: (row) => <Money minor={row.history} />,
      foot: <Money minor={totals.history} />,
    },
    {
      id: 'potential',
      header: t('table.potential'),
      align: 'right',
      sortBy: (row) => row.potential,
      cell: (row) => <Money minor={row.potential} />,
      foot: <Money minor={totals.potential} />,
    },
    {
      id: 'track',
      header: t('table.track'),
      width: '17%',
      cell: (row) => <ShareTrack row={row} rows={rows} allQuotas={totals.quota} />,
    },
    {
      id: 'quota',
      header: t('table.quota'),
      align: 'right',
      width: 146,
      sortBy: (row) => row.quota,
      cell: (row) => (
        <div className={styles.quota}>
          {row.rule.kind === 'fixed' && (
            <Tooltip describes content={t('table.fixedHint')}>
              <span className={styles.locked} role="img" aria-label={t('table.fixed')}>
                <LockIcon aria-hidden />
              </span>
            </Tooltip>
          )}
          <div className={styles.amount}>
            <MoneyInput
              hideLabel
              small
              allowEmpty
              prefix=""
              disabled={readOnly || street === null}
              label={t('table.quotaOf', { name: row.name })}
              placeholder={row.rule.kind === 'none' ? t('table.none') : undefined}
              value={row.quota}
              currency={currency}
              min={0}
              step={view.settings.step}
              onCommit={(amount) => onRule(row.rep, amount === null ? { kind: 'blend' } : { kind: 'fixed', amount })}
            />
          </div>
        </div>
      ),
      foot: (
        <span className={styles.quotaFoot}>
          <Money minor={totals.quota} full />
        </span>
      ),
    },
    {
      id: 'change',
      header: t('table.change'),
      align: 'right',
      sortBy: (row) => row.change,
      cell: (row) => change(row.change === null ? null : row.change / 1000),
      foot: change(totals.change),
    },
    {
      id: 'ofPotential',
      header: t('table.ofPotential'),
      align: 'right',
      sortBy: (row) => row.shareOfPotential,
      cell: (row) => <Percent ratio={row.shareOfPotential === null ? null : row.shareOfPotential / 1000} />,
      foot: <Percent ratio={shareOf(totals.quota, totals.potential)} />,
    },
    {
      id: 'ote',
      header: t('table.ote'),
      align: 'right',
      sortBy: (row) => row.quotaToOte,
      cell: (row) =>
        row.quotaToOte === null ? (
          <Num value={null} />
        ) : (
          <span className="num">{t('table.oteValue', { ratio: num(row.quotaToOte / 10, 1, true) })}</span>
        ),
    },
    {
      id: 'more',
      header: t('table.actions'),
      hideHeader: true,
      width: 36,
      align: 'right',
      cell: (row) => (
        <Menu
          trigger={<IconButton label={t('table.more', { name: row.name })} icon={<MoreIcon />} disabled={readOnly} />}
          items={[
            {
              id: 'blend',
              label: t('rule.blend'),
              checked: row.rule.kind === 'blend',
              onSelect: () => onRule(row.rep, { kind: 'blend' }),
            },
            {
              id: 'fixed',
              label: t('rule.fixed'),
              checked: row.rule.kind === 'fixed',
              disabled: row.quota === null,
              onSelect: () => row.quota !== null && onRule(row.rep, { kind: 'fixed', amount: row.quota }),
            },
            {
              id: 'none',
              label: t('rule.none'),
              checked: row.rule.kind === 'none',
              onSelect: () => onRule(row.rep, { kind: 'none' }),
            },
          ]}
        />
      ),
    },
  ];

  const spare = roomy ? [] : room >= 780 ? ['track'] : ['track', 'ofPotential', 'ote'];
  const columns = all.filter(({ id }) => !spare.includes(id));
  return (
    <Section
      title={t('table.title')}
      actions={
        roomy && (
          <span className={styles.key} title={t('table.trackKey')}>
            <span className={styles.keyItem}>
              <i className={styles.dotHistory} aria-hidden />
              {t('table.keyHistory')}
            </span>
            <span className={styles.keyItem}>
              <i className={styles.dotPotential} aria-hidden />
              {t('table.keyPotential')}
            </span>
            <span className={styles.keyItem}>
              <i className={styles.dotQuota} aria-hidden />
              {t('table.keyQuota')}
            </span>
          </span>
        )
      }
    >
      <DataTable label={t('table.label')} columns={columns} rows={rows} rowId={(row) => row.rep} />
      {gap !== null && (
        <p className={gap === 0 ? styles.adds : styles.off}>
          {gap === 0
            ? t('sum.adds')
            : t(gap < 0 ? 'sum.short' : 'sum.over', {
                sum: compactMoney(totals.quota, currency),
                gap: compactMoney(Math.abs(gap), currency),
              })}
        </p>
      )}
    </Section>
  );
}
