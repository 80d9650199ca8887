import { useTranslation } from 'react-i18next';
import { Button, ErrorBar, Money, Num, Page, PageHeader, Percent } from '../../components';
import { compactMoney, num } from '../../format/figures';
import type { FieldQuality, QualityView, Segment } from '../../ipc/bindings';
import { useQueryCommand } from '../../ipc/cache';
import { openAccounts } from '../../state/open';
import { usePlanCurrency } from '../../state/plan';
import { closeLook } from './look';
import lines from './Lines.module.css';
import styles from './Quality.module.css';

/** How good is this list? Field by field, the gap that sits on most money first; every count opens its accounts. */
export function Quality() {
  const { t } = useTranslation('accounts');
  const { data, error, again } = useQueryCommand('quality', null);
  const title = useTitle(data);
  return (
    <Page
      header={
        <PageHeader
          question={t('quality.question')}
          title={title}
          actions={<Button onClick={closeLook}>{t('quality.back')}</Button>}
        >
          <p className={lines.lead}>{t('quality.lead')}</p>
        </PageHeader>
      }
    >
      <ErrorBar error={error} onAgain={again} />
      {data && (
        <table className={lines.table}>
          <thead>
            <tr>
              <th>{t('quality.field')}</th>
              <th className={styles.filled}>{t('quality.filled')}</th>
              <th className={lines.right}>{t('quality.missing')}</th>
              <th className={lines.right}>{t('quality.revenue')}</th>
              <th className={lines.right}>{t('quality.invalid')}</th>
              <th className={lines.right}>{t('quality.own')}</th>
              <th className={lines.right}>{t('quality.fresh')}</th>
            </tr>
          </thead>
          <tbody>
            {data.fields.map((field) => (
              <Row key={field.field} field={field} accounts={data.accounts} />
            ))}
          </tbody>
        </table>
      )}
    </Page>
  );
}

/** The gap that costs most, as the title says it. */
function useTitle(view: QualityView | undefined): string {
  const { t } = useTranslation('accounts');
  const currency = usePlanCurrency();
  const worst = view?.fields[0];
  if (!worst) return t('quality.find');
  if (worst.missing === 0) return t('quality.titleFull');
  if (worst.missingRevenue)
    return t('quality.title', { field: worst.label, money: compactMoney(worst.missingRevenue, currency) });
  return t('quality.titleAccounts', { field: worst.label, count: worst.missing, shown: num(worst.missing) });
}

function Row({ field, accounts }: { field: FieldQuality; accounts: number }) {
  const { t } = useTranslation('accounts');
  const share = accounts > 0 ? field.filled / accounts : 1;
  return (
    <tr>
      <td>
        {field.label}
        {field.inModel && <span className={styles.tag}>{t('quality.inModel')}</span>}
      </td>
      <td>
        <div className={styles.bar} aria-hidden>
          <div style={{ width: `${share * 100}%` }} />
        </div>
        <Percent ratio={share} digits={field.missing > 0 ? 1 : 0} />
      </td>
      <td className={lines.right}>
        <Count value={field.missing} segment={{ kind: 'missing', field: field.field }} />
      </td>
      <td className={lines.right}>{field.missing > 0 && <Money minor={field.missingRevenue} />}</td>
      <td className={lines.right}>
        {field.invalid !== null && <Count value={field.invalid} segment={{ kind: 'invalid', field: field.field }} />}
      </td>
      <td className={lines.right}>
        {field.repeated !== null && <Count value={field.repeated} segment={{ kind: 'repeated', field: field.field }} />}
      </td>
      <td className={lines.right}>
        {field.old !== null && <Count value={field.old} segment={{ kind: 'old', field: field.field }} />}
      </td>
    </tr>
  );
}

/** A count that opens the accounts it counts. */
function Count({ value, segment }: { value: number; segment: Segment }) {
  if (value === 0) return <Num value={0} />;
  return (
    <Button small look="quiet" onClick={() => openAccounts(segment)}>
      <Num value={value} />
    </Button>
  );
}
