import { useTranslation } from 'react-i18next';
import {
  AttentionIcon,
  Button,
  DataTable,
  DoneIcon,
  Money,
  Num,
  Percent,
  Section,
  type TableColumn,
} from '../../components';
import { num, shareOf } from '../../format/figures';
import type { OpportunityView, PotentialBasisView, Segment } from '../../ipc/bindings';
import { openAccounts } from '../../state/open';
import styles from './Opportunity.module.css';

/** Where the potential comes from: the list, or customers that are alike. */
export function Sources({ bases, total }: { bases: readonly PotentialBasisView[]; total: number | null }) {
  const { t } = useTranslation('opportunity');
  const columns: TableColumn<PotentialBasisView>[] = [
    { id: 'basis', header: t('bases.basis'), cell: (row) => row.label },
    {
      id: 'accounts',
      header: t('bases.accounts'),
      align: 'right',
      width: 84,
      cell: (row) => (
        <button
          type="button"
          className={styles.link}
          aria-label={t('bases.open', { source: row.label, count: row.accounts, shown: num(row.accounts) })}
          onClick={() => openAccounts({ kind: 'potentialFrom', source: row.source })}
        >
          <Num value={row.accounts} />
        </button>
      ),
    },
    {
      id: 'amount',
      header: t('bases.amount'),
      align: 'right',
      width: 90,
      cell: (row) => <Money minor={row.amount} />,
    },
    {
      id: 'share',
      header: t('bases.share'),
      align: 'right',
      width: 64,
      cell: (row) => <Percent ratio={shareOf(row.amount, total)} />,
    },
  ];
  return (
    <Section title={t('bases.title')}>
      <DataTable label={t('bases.label')} columns={columns} rows={bases} rowId={(row) => row.source} />
    </Section>
  );
}

function Flag({ text, segment }: { text: string; segment: Segment }) {
  const { t } = useTranslation('opportunity');
  return (
    <li className={styles.flag}>
      <AttentionIcon className={styles.flagMark} aria-hidden />
      <span className={styles.flagText}>{text}</span>
      <Button small look="quiet" onClick={() => openAccounts(segment)}>
        {t('flags.open')}
      </Button>
    </li>
  );
}

/** Accounts whose potential is unknown or cannot be right. */
export function Flags({ view }: { view: OpportunityView }) {
  const { t } = useTranslation('opportunity');
  const { noPotential, abovePotential } = view;
  return (
    <Section title={t('flags.title')}>
      <ul className={styles.flags}>
        {noPotential > 0 && (
          <Flag
            text={t('flags.noPotential', { count: noPotential, shown: num(noPotential) })}
            segment={{ kind: 'noPotential' }}
          />
        )}
        {abovePotential > 0 && (
          <Flag
            text={t('flags.abovePotential', { count: abovePotential, shown: num(abovePotential) })}
            segment={{ kind: 'abovePotential' }}
          />
        )}
        {noPotential === 0 && abovePotential === 0 && (
          <li className={styles.flag}>
            <DoneIcon className={styles.fine} aria-hidden />
            <span className={styles.flagText}>{t('flags.none')}</span>
          </li>
        )}
      </ul>
    </Section>
  );
}
