import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Section } from '../../../components';
import { num } from '../../../format/figures';
import type { SpelledField, SpellingChoice } from '../../../ipc/bindings';
import { KeepAs } from '../spellings/KeepAs';
import styles from './Import.module.css';
import { setImport, useImport } from './store';

/** Spellings shown before a person asks for all of them. */
const FEW = 6;

/** What the list writes in several ways, and what each is kept as. */
export function Spelled({ fields }: { fields: readonly SpelledField[] }) {
  const { t } = useTranslation('accounts');
  const decided = useImport((state) => state.spellings);
  const [all, setAll] = useState(false);
  const rows = fields.flatMap((field) => field.spellings.map((spelling) => ({ field, spelling })));
  if (rows.length === 0) return null;
  const keep = (choice: SpellingChoice) => {
    const others = decided.filter((each) => each.role !== choice.role || each.written !== choice.written);
    setImport({ spellings: [...others, choice] });
  };
  return (
    <Section
      title={t('spellings.title', { count: rows.length, shown: num(rows.length) })}
      note={t('spellings.note')}
      actions={
        rows.length > FEW && (
          <Button small look="quiet" onClick={() => setAll(!all)}>
            {t(all ? 'spellings.showFewer' : 'spellings.showAll', { count: rows.length, shown: num(rows.length) })}
          </Button>
        )
      }
    >
      <table className={styles.issues}>
        <tbody>
          {(all ? rows : rows.slice(0, FEW)).map(({ field, spelling }) => (
            <tr key={`${field.role} ${spelling.written}`}>
              <td className={styles.issueColumn}>{field.label}</td>
              <td className={styles.spelled}>{spelling.written}</td>
              <td className={styles.keptAs}>
                <KeepAs
                  written={spelling.written}
                  keptAs={spelling.keptAs}
                  values={field.values}
                  onChange={(keptAs) => keep({ role: field.role, written: spelling.written, keptAs })}
                />
              </td>
              <td className={styles.because}>{spelling.reason}</td>
              <td className={`${styles.right} num`}>
                {t('import.rows', { count: spelling.accounts, shown: num(spelling.accounts) })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
