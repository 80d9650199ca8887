import { useTranslation } from 'react-i18next';
import { DataTable, Num, type TableColumn } from '../../../components';
import type { Contribution } from '../../../ipc/bindings';
import { useQueryCommand } from '../../../ipc/cache';
import { MISSING } from '../../../format/figures';
import styles from './HowWeTier.module.css';

/** One account's score taken apart: what each criterion adds, and that it adds up. */
export function Example({ account }: { account: number }) {
  const { t } = useTranslation('model');
  const { data } = useQueryCommand('account_detail', { account });
  if (!data) return null;
  const columns: TableColumn<Contribution>[] = [
    { id: 'name', header: t('how.criterion'), cell: ({ name }) => name, foot: t('how.sum') },
    {
      id: 'raw',
      header: t('how.value'),
      align: 'right',
      cell: ({ raw }) => <span className="num">{raw ?? MISSING}</span>,
    },
    {
      id: 'points',
      header: t('how.adds'),
      align: 'right',
      cell: ({ points }) => <Num value={points / 10} digits={1} fixed />,
      foot: <Num value={(data.score ?? 0) / 10} digits={1} fixed />,
    },
    {
      id: 'most',
      header: t('how.of'),
      align: 'right',
      cell: ({ most }) => <Num value={most / 10} digits={1} fixed />,
      foot: <Num value={100} digits={1} fixed />,
    },
  ];
  return (
    <>
      <p>{data.tierSentence}</p>
      <div className={styles.example}>
        <DataTable
          label={t('how.example', { name: data.name })}
          columns={columns}
          rows={data.contributions}
          rowId={({ criterion }) => criterion}
        />
      </div>
    </>
  );
}
