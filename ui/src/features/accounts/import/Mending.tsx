import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Section, TextInput } from '../../../components';
import { num } from '../../../format/figures';
import type { IssueExample, IssueGroup, Mend } from '../../../ipc/bindings';
import styles from './Import.module.css';
import { currentList, setCurrent, useImport } from './store';

/** A text that stands in cells which cannot be read as they are, and the way to mend all of them at once. */
export function Example({ issue, example }: { issue: IssueGroup; example: IssueExample }) {
  const { t } = useTranslation('accounts');
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const mends = useImport((state) => currentList(state)?.mends ?? NO_MENDS);
  const { index } = issue;
  const said = t(example.becomes === '' ? 'import.exampleBlank' : 'import.example', {
    row: num(example.row),
    raw: example.raw,
    becomes: example.becomes,
  });
  const alike = example.alike > 1 ? t('import.mend.alike', { count: example.alike, shown: num(example.alike) }) : '';
  const mend = (becomes: string | null) => {
    if (index === null) return;
    // One cell is named by its row, so that blank ones can be mended one by one.
    const row = example.alike === 1 ? example.row : null;
    setCurrent({ mends: [...mends, { column: index, raw: example.raw, row, becomes }] });
    setOpen(false);
  };
  return (
    <span className={styles.issueExample}>
      <span>
        {said} {alike}
      </span>
      {issue.mendable && index !== null && !open && (
        <Button small look="quiet" onClick={() => setOpen(true)}>
          {t('import.mend.open')}
        </Button>
      )}
      {open && (
        <span className={styles.mending}>
          <TextInput
            small
            hideLabel
            autoFocus
            label={t('import.mend.instead', { raw: example.raw })}
            placeholder={t('import.mend.placeholder')}
            value={text}
            onChange={setText}
            onEnter={() => text.trim() !== '' && mend(text)}
          />
          <Button small look="primary" disabled={text.trim() === ''} onClick={() => mend(text)}>
            {t('import.mend.read', { count: example.alike })}
          </Button>
          <Button small onClick={() => mend(null)}>
            {t('import.mend.leaveOut', { count: example.alike })}
          </Button>
          <Button small look="quiet" onClick={() => setOpen(false)}>
            {t('import.mend.close')}
          </Button>
        </span>
      )}
    </span>
  );
}

const NO_MENDS: Mend[] = [];

/** What the person mended in the list that is looked at; each can be taken back. */
export function Mended() {
  const { t } = useTranslation('accounts');
  const list = useImport(currentList);
  if (!list || list.mends.length === 0) return null;
  const header = (column: number) => list.columns.find((each) => each.index === column)?.header ?? '';
  return (
    <Section title={t('import.mend.title', { count: list.mends.length, shown: num(list.mends.length) })}>
      <ul className={styles.mends}>
        {list.mends.map((mend, at) => (
          <li key={`${mend.column} ${mend.row ?? ''} ${mend.raw}`}>
            <span className={styles.issueColumn}>{header(mend.column)}</span>
            <span>
              {mend.becomes === null
                ? t('import.mend.out', { raw: mend.raw })
                : t('import.mend.becomes', { raw: mend.raw, becomes: mend.becomes })}
              {mend.row !== null && ` (${t('import.rowList', { count: 1, rows: num(mend.row) })})`}
            </span>
            <Button
              small
              look="quiet"
              onClick={() => setCurrent({ mends: list.mends.filter((_, index) => index !== at) })}
            >
              {t('import.mend.back')}
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
