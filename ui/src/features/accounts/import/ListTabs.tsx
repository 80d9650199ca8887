import { useTranslation } from 'react-i18next';
import { num } from '../../../format/figures';
import type { ImportCheck } from '../../../ipc/bindings';
import { openQuestions } from './mapping';
import styles from './Import.module.css';
import { lookAt, useImport, type ReadList } from './store';

interface Props {
  /** What the lists do, once that is known; before that the open questions are shown. */
  check?: ImportCheck | undefined;
}

/** The lists of an import side by side; nothing while there is only one. */
export function ListTabs({ check }: Props) {
  const { t } = useTranslation('accounts');
  const { lists, at, stage } = useImport();
  if (lists.length < 2) return null;
  const noteOf = (list: ReadList, index: number): string => {
    if (stage === 'columns') {
      const open = openQuestions(list.columns).length;
      return open > 0 ? t('import.lists.open', { count: open, shown: num(open) }) : t('import.lists.clear');
    }
    const own = index === 0 ? check : check?.further[index - 1]?.check;
    if (!own) return '';
    if (own.blocked) return t('import.lists.blocked');
    if (!own.update) return t('import.lists.accounts', { count: own.accounts, shown: num(own.accounts) });
    const { changed } = own.update;
    return t('import.lists.changes', { count: changed, shown: num(changed) });
  };
  return (
    <div role="tablist" aria-label={t('import.lists.label')} className={styles.lists}>
      {lists.map((list, index) => (
        <button
          key={list.draft.sheet}
          type="button"
          role="tab"
          aria-selected={index === at}
          className={`${styles.list} ${index === at ? styles.listAt : ''}`}
          onClick={() => lookAt(index)}
        >
          <span className={styles.listName}>{list.draft.sheet}</span>
          <span className={styles.listNote}>
            {t(`import.lists.of.${list.draft.listing}`)} · {noteOf(list, index)}
          </span>
        </button>
      ))}
    </div>
  );
}
