import { useTranslation } from 'react-i18next';
import {
  announce,
  Button,
  CheckMarkIcon,
  CloseIcon,
  DoneIcon,
  EmptyState,
  ErrorBar,
  IconButton,
  Num,
  Page,
  PageHeader,
  Section,
  useToast,
} from '../../../components';
import { num } from '../../../format/figures';
import type { SpellingChoice, SpellingsView, ValuesView, ValueView } from '../../../ipc/bindings';
import { useChange, useQueryCommand } from '../../../ipc/cache';
import { openAccounts } from '../../../state/open';
import { KeepAs } from './KeepAs';
import { closeLook } from '../look';
import lines from '../Lines.module.css';
import styles from './Spellings.module.css';

type Keep = (choice: SpellingChoice) => void;

/** Is every value written in one way? What lists write otherwise stands beside the value it is kept as, and can be moved. */
export function Spellings() {
  const { t } = useTranslation('accounts');
  const { data, error, again } = useQueryCommand('spellings', null);
  const { change, busy, error: refused, clearError } = useChange();
  const toast = useToast();
  const keep: Keep = (choice) =>
    void change('set_spelling', choice).then((plan) => {
      if (!plan) return;
      const same = choice.written === choice.keptAs;
      const title = t(same ? 'spellings.keptAsWritten' : 'spellings.kept', {
        written: choice.written,
        keptAs: choice.keptAs,
      });
      toast({ title });
      announce(title);
    });
  return (
    <Page
      header={
        <PageHeader
          question={t('spellings.question')}
          title={useTitle(data)}
          actions={<Button onClick={closeLook}>{t('spellings.back')}</Button>}
        >
          <p className={lines.lead}>{t('spellings.lead')}</p>
        </PageHeader>
      }
    >
      <ErrorBar error={error} onAgain={again} />
      <ErrorBar error={refused} onDismiss={clearError} />
      {data?.fields.length === 0 && (
        <EmptyState icon={<DoneIcon />} title={t('spellings.noneTitle')}>
          {t('spellings.none')}
        </EmptyState>
      )}
      {data?.fields.map((field) => (
        <Values key={field.field} field={field} busy={busy} onKeep={keep} />
      ))}
    </Page>
  );
}

/** What there is to decide, or else what was brought together. */
function useTitle(view: SpellingsView | undefined): string {
  const { t } = useTranslation('accounts');
  if (!view) return t('spellings.find');
  const slips = view.fields.reduce((sum, field) => sum + field.slips.length, 0);
  if (slips > 0) return t('spellings.titleSlips', { count: slips, shown: num(slips) });
  const folded = view.fields.flatMap((field) => field.values).filter((value) => value.spellings.length > 0);
  const spellings = folded.reduce((sum, value) => sum + value.spellings.length, 0);
  if (spellings === 0) return t('spellings.titleNone');
  return t('spellings.titleFolded', { count: spellings, shown: num(spellings) });
}

function Values({ field, busy, onKeep }: { field: ValuesView; busy: boolean; onKeep: Keep }) {
  const { t } = useTranslation('accounts');
  const values = field.values.map((value) => value.value);
  return (
    <Section title={t('spellings.field', { count: values.length, shown: num(values.length), field: field.label })}>
      {field.slips.length > 0 && (
        <ul className={styles.slips} aria-label={t('spellings.slips')}>
          {field.slips.map((slip) => (
            <li key={slip.value}>
              <span>
                {t('spellings.slip', {
                  value: slip.value,
                  like: slip.like,
                  count: slip.accounts,
                  shown: num(slip.accounts),
                })}
              </span>
              <Button
                small
                disabled={busy}
                onClick={() => onKeep({ role: field.role, written: slip.value, keptAs: slip.like })}
              >
                {t('spellings.mend', { like: slip.like })}
              </Button>
              <Button
                small
                look="quiet"
                disabled={busy}
                onClick={() => onKeep({ role: field.role, written: slip.value, keptAs: slip.value })}
              >
                {t('spellings.right')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <table className={lines.table}>
        <thead>
          <tr>
            <th className={styles.value}>{t('spellings.value')}</th>
            <th className={lines.right}>{t('spellings.accounts')}</th>
            <th>{t('spellings.written')}</th>
            <th className={styles.keep}>{t('spellings.keep')}</th>
          </tr>
        </thead>
        <tbody>
          {field.values.map((value) => (
            <Row key={value.value} field={field} value={value} values={values} busy={busy} onKeep={onKeep} />
          ))}
        </tbody>
      </table>
    </Section>
  );
}

interface RowProps {
  field: ValuesView;
  value: ValueView;
  values: readonly string[];
  busy: boolean;
  onKeep: Keep;
}

function Row({ field, value, values, busy, onKeep }: RowProps) {
  const { t } = useTranslation('accounts');
  return (
    <tr>
      <td className={styles.value}>{value.value}</td>
      <td className={lines.right}>
        <Button
          small
          look="quiet"
          onClick={() => openAccounts({ kind: 'value', field: field.field, value: value.value })}
        >
          <Num value={value.accounts} />
        </Button>
      </td>
      <td>
        <span className={styles.spellings}>
          {value.spellings.map((spelling) => (
            <span key={spelling.written} className={styles.spelling}>
              {spelling.byHand && <CheckMarkIcon aria-label={t('spellings.byHand')} />}
              <span title={spelling.reason}>
                {t('spellings.writtenBy', {
                  written: spelling.written,
                  count: spelling.accounts,
                  shown: num(spelling.accounts),
                })}
              </span>
              <IconButton
                label={t('spellings.takeOutOf', { written: spelling.written, value: value.value })}
                icon={<CloseIcon />}
                disabled={busy}
                onClick={() => onKeep({ role: field.role, written: spelling.written, keptAs: spelling.written })}
              />
            </span>
          ))}
        </span>
      </td>
      <td className={styles.keep}>
        <KeepAs
          written={value.value}
          keptAs={value.value}
          values={values}
          disabled={busy}
          onChange={(keptAs) => onKeep({ role: field.role, written: value.value, keptAs })}
        />
      </td>
    </tr>
  );
}
